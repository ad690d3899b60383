package dev.intarsia.host.pool;

import dev.intarsia.host.lane.Faults;
import dev.intarsia.host.lane.LaneClock;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The pool's timers, on one thread that exists only once a timer is set. Nothing that an action throws ends the thread or a
 * repeated action: it is logged.
 */
final class PoolClock implements LaneClock {
  private static final Future<?> NEVER = java.util.concurrent.CompletableFuture.completedFuture(null);

  private static final int MOST_TRIES = 100;
  private static final long TRY_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Faults faults;
  private final ScheduledThreadPoolExecutor timers;

  PoolClock(String name, Faults faults) {
    this.faults = faults;
    timers = new ScheduledThreadPoolExecutor(
        1, Thread.ofPlatform().daemon().name(name).factory());
    timers.setRemoveOnCancelPolicy(true);
  }

  /** Runs an action later. */
  Future<?> after(long ns, Runnable action) {
    for (int tries = 0; ; tries++) {
      try {
        return timers.schedule(faults.guard(action), ns, TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        return NEVER;
      } catch (OutOfMemoryError e) { // what nobody is reminded of never happens
        if (tries == MOST_TRIES) {
          throw e;
        }
        LockSupport.parkNanos(this, TRY_AGAIN_NS);
      }
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // ends with the clock
  void every(long ns, Runnable action) {
    timers.scheduleWithFixedDelay(faults.guard(action), ns, ns, TimeUnit.NANOSECONDS);
  }

  /** Runs an action later, without a way to take it back. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored")
  public void later(long ns, Runnable action) {
    after(ns, action);
  }

  /** Runs an action on the timers' thread, or here when the pool is closing. */
  void now(Runnable action) {
    try {
      timers.execute(faults.guard(action));
    } catch (RejectedExecutionException e) {
      faults.guard(action).run();
    }
  }

  @Override
  public long nowNs() {
    return System.nanoTime();
  }

  @Override
  public void aside(Runnable action) {
    Thread.ofVirtual().name("intarsia callback").start(faults.guard(action));
  }

  void close() {
    timers.shutdownNow();
  }
}
