package dev.intarsia.host.worker;

import dev.intarsia.bridge.mailbox.FrameSource;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.worker.TaskExecutor;

/** The tasks of a thread worker, opened on its thread, and how a task that runs away is stopped. */
public interface ThreadTasks extends AutoCloseable {
  TaskExecutor<?> executor();

  /** Where the worker takes its calls from: its mailbox, or something in front of it that holds calls back. */
  default FrameSource requests(MailboxDrainer mailbox) {
    return mailbox;
  }

  /** Whether a call that comes now could begin soon. Any thread. */
  default boolean takesCalls() {
    return true;
  }

  /** Stops the task that runs, if any. Any thread. */
  void interrupt(Thread worker);

  /** Whether {@link #interrupt} waits until the task has stopped. */
  default boolean interruptWaits() {
    return false;
  }

  @Override
  void close();

  /** Ends the worker's thread, from any thread: what runs is stopped for good, and nothing may run afterwards. */
  default void kill(Thread thread) {
    interrupt(thread);
  }
}
