package dev.intarsia.host;

import org.jspecify.annotations.Nullable;

/**
 * Hears what happens in a pool. Statistics, flight recorder events, log lines and meters are such
 * listeners; a pool without one pays nothing for them.
 *
 * <p>Methods are called from whatever thread the thing happens on, from several at once, and must
 * return quickly. What they throw is dropped.
 */
public interface PoolListener {
  /** The pool runs. */
  default void opened(Pool pool) {}

  /**
   * A call ended, well or not.
   *
   * @param durationNs nanoseconds from {@code call} to the end, waiting included
   * @param failure what it failed with; null when it gave a result
   */
  default void callEnded(String task, long durationNs, @Nullable Throwable failure) {}

  /** A worker took its seat. */
  default void workerStarted(String worker) {}

  /** A worker died, hung or was poisoned; its calls fail and another follows. */
  default void workerLost(String worker, Throwable cause) {}

  /** A worker had its share of calls or its age and makes way for another. */
  default void workerRecycled(String worker) {}

  /** A thread of the pool's own met an error, out of memory for example, and goes on. */
  default void serviceFault(Throwable fault) {}
}
