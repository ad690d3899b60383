package dev.intarsia.host.worker;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.mailbox.SlotClaims;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One started worker behind a lane: a thread or a process. A worker that is lost is never mended: the
 * pool starts another from the same {@link WorkerFactory} and gives it the lane.
 */
public interface LaneWorker {
  /** {@link #currentTask} where the worker can't tell, or runs nothing. */
  int NO_TASK = -1;

  /** Where the lane publishes calls. Used by one thread at a time. */
  MailboxPublisher requests();

  /** Where the lane drains replies. Used by one thread at a time. */
  MailboxDrainer replies();

  /** The abort signals that this worker looks at; null when none of its tasks takes one. */
  @Nullable AbortSignals abortSignals();

  /** The time stamp of a call with a budget that is made now: the worker's clock in milliseconds. */
  default int timeStamp() {
    return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /** Wakes the worker if it sleeps. Called after publishing and a full fence; must be cheap while it is awake. */
  void ring();

  /** Whether the worker itself tells {@link HostWaker} of replies. Where it does not, the host polls with back-off. */
  boolean wakesHost();

  /** Who takes a published call, it or the lane again; null where a call that was published is the worker's. */
  default @Nullable SlotClaims claims() {
    return null;
  }

  /** Whether its tasks are loaded and it takes calls. */
  boolean ready();

  /**
   * How long it has taken calls, in nanoseconds. Calls that are published to a worker while it starts wait for that, which
   * is no fault of their tasks.
   */
  default long readyForNs() {
    return Long.MAX_VALUE;
  }

  /** The id of the call that it runs right now, or {@link #NO_TASK}. Any thread. */
  int currentTask();

  /**
   * Whether {@link #currentTask} is the whole truth: any other call that was published and not answered
   * has not been started, and can go to another worker.
   */
  boolean runsOneAtATime();

  /** Asks a task to stop if it is the one that runs; it fails, the worker stays. Any thread. */
  void interrupt(int taskId);

  /** Ends the worker after the tasks it has started where the pool says so, else at once. Any thread. Does not wait. */
  void stop();

  /** Cuts the worker off: nothing it does is seen any more. Any thread. Does not wait. */
  void kill();

  /** Tells that no lane looks at its memory any more: it may be given back once the worker is gone. Any thread. */
  default void letGo() {}

  /**
   * Tells that its memory holds what no honest worker writes. Any thread.
   *
   * @return whether the worker is given up for that, as a process is
   */
  default boolean poisoned(String how) {
    return false;
  }

  /**
   * Waits until the worker is gone.
   *
   * @return false when {@code limitNs} passed first
   */
  boolean awaitEnd(long limitNs) throws InterruptedException;

  /** What it is, for messages: {@code java worker 2}. */
  String description();
}
