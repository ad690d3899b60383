package dev.intarsia.js.loop;

/**
 * Timers, immediates and work posted from other threads, for one JS worker. Tasks run on the owner
 * thread, one at a time; the promise jobs a task leaves behind run before the next task.
 *
 * <p>All methods but {@link #post} belong to the owner thread.
 */
public interface EventLoop {
  /**
   * Starts a timer.
   *
   * @param delayMs from now; NaN, negative and sub-millisecond delays are 1, as in Node
   * @param repeat whether it is an interval
   * @return an id greater than 0
   */
  int setTimer(double delayMs, boolean repeat, Runnable task);

  /** Stops a timer; an unknown id is nothing. */
  void clearTimer(int id);

  /** Whether a running timer keeps a program alive. Unknown ids are nothing. */
  void setTimerRef(int id, boolean keepsAlive);

  /** Whether a timer is running and keeps a program alive. */
  boolean timerHasRef(int id);

  /**
   * Runs a task after the current one and the timers that are due.
   *
   * @return an id greater than 0
   */
  int setImmediate(Runnable task);

  void clearImmediate(int id);

  /** Whether an immediate keeps a program running, and so whether it runs when nothing else does. */
  void setImmediateRef(int id, boolean ref);

  /** Runs a task on the owner thread, from any thread, and wakes the owner. A closed loop drops it. */
  void post(Runnable task);

  /** Counts something that will {@link #post} later: a program is not done while any is open. */
  void retain();

  /** The opposite of {@link #retain}. */
  void release();

  /** Nanoseconds since the loop was made: what {@code performance.now()} counts. */
  long elapsedNs();
}
