package dev.intarsia.host.pool;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The pool's timers, on one thread that exists only once a timer is set. */
final class PoolClock {
  private static final Future<?> NEVER = java.util.concurrent.CompletableFuture.completedFuture(null);

  private final ScheduledThreadPoolExecutor timers;

  PoolClock(String name) {
    timers = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name(name).factory());
    timers.setRemoveOnCancelPolicy(true);
  }

  /** Runs an action later. */
  Future<?> after(long ns, Runnable action) {
    try {
      return timers.schedule(action, ns, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      return NEVER;
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // ends with the clock
  void every(long ns, Runnable action) {
    timers.scheduleWithFixedDelay(action, ns, ns, TimeUnit.NANOSECONDS);
  }

  /** Runs an action later, without a way to take it back. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void later(long ns, Runnable action) {
    after(ns, action);
  }

  /** Runs an action on the timers' thread, or here when the pool is closing. */
  void now(Runnable action) {
    try {
      timers.execute(action);
    } catch (RejectedExecutionException e) {
      action.run();
    }
  }

  void close() {
    timers.shutdownNow();
  }
}
