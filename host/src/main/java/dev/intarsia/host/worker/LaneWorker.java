package dev.intarsia.host.worker;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.mailbox.SlotClaims;
import dev.intarsia.bridge.worker.RunningStretch;
import dev.intarsia.bridge.worker.WaitingCalls;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One started worker behind a lane: a thread or a process. A worker that is lost is never mended: the
 * pool starts another from the same {@link WorkerFactory} and gives it the lane.
 */
public interface LaneWorker {
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

  /** Whether a call that it gets now could begin soon, as far as it knows. A lane to another machine may have nobody there. */
  default boolean takesCalls() {
    return true;
  }

  /**
   * How long it has taken calls, in nanoseconds. Calls that are published to a worker while it starts wait for that, which
   * is no fault of their tasks.
   */
  default long readyForNs() {
    return Long.MAX_VALUE;
  }

  /**
   * Whether {@link #running} and {@link #forEachWaiting} are the whole truth. Where they are not, a call has begun once its
   * slot is acknowledged.
   */
  default boolean tellsWhatRuns() {
    return false;
  }

  /** Whether its tasks run on this very thread, and nothing else of it while that waits. */
  default boolean runsOn(Thread candidate) {
    return false;
  }

  /** What its thread runs right now; null where nothing runs or the worker can't tell. Any thread. */
  default @Nullable RunningStretch running() {
    return null;
  }

  /** Tells of calls that have begun and wait for something outside of the worker. Any thread. */
  default void forEachWaiting(WaitingCalls action) {}

  /**
   * Up to when the calls that wait have had their turn, on the clock of their begins: what came for one later it could not
   * see yet. {@link Long#MAX_VALUE} while the worker is idle. Any thread.
   */
  default long servedNs() {
    return Long.MAX_VALUE;
  }

  /**
   * Acts on the worker while it runs this stretch, and only then: it can't end meanwhile. Any thread. The action is short.
   *
   * @return false when something else runs, or nothing
   */
  default boolean whileRunning(RunningStretch stretch, Runnable action) {
    return false;
  }

  /** Processor time that it has used, in milliseconds; 0 where nobody can tell. */
  default long cpuMs() {
    return 0;
  }

  /** Whether its process would run if it got a processor: it waits for nothing else. False where nobody can tell. */
  default boolean isRunnable() {
    return false;
  }

  /** Asks what runs to stop if it is still this; it fails, the worker stays. Any thread. Does not wait. */
  default void interrupt(RunningStretch stretch) {}

  /**
   * Gives the worker up: it is cut off and {@link HostWaker#lost} is told once nothing of it runs any more.
   *
   * @return false where it has no end of its own to wait for: it is lost now
   */
  default boolean giveUp(Throwable why) {
    return false;
  }

  /** Whether what its mailbox says of calls taken may be believed. */
  default boolean memoryIsSound() {
    return true;
  }

  /** Has it publish nothing and begin nothing more. Any thread. Does not wait. */
  default void abandon() {}

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
