package dev.intarsia.host.pool;

import dev.intarsia.host.lane.Faults;
import dev.intarsia.host.lane.Lane;
import dev.intarsia.host.lane.ResultDrainer;
import dev.intarsia.host.worker.LaneWorker;
import dev.intarsia.host.worker.WorkerThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** How a pool ends: now or after a delay, once. */
final class PoolShutdown {
  private static final long WORKER_END_NS = TimeUnit.SECONDS.toNanos(2);
  private static final long POLITE_NS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long FINISH_LOOK_NS = 200_000;

  private final PoolSettings settings;
  private final List<LaneGroup> groups;
  private final ResultDrainer drainer;
  private final PoolClock clock;
  private final Faults faults;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean begun;
  private volatile boolean refuses;

  PoolShutdown(PoolSettings settings, List<LaneGroup> groups, ResultDrainer drainer, PoolClock clock, Faults faults) {
    this.faults = faults;
    this.settings = settings;
    this.groups = groups;
    this.drainer = drainer;
    this.clock = clock;
  }

  /** Whether a shutdown was asked for, even if calls still go on. */
  boolean begun() {
    return begun;
  }

  /** Whether new calls are taken. */
  boolean admits() {
    return !refuses;
  }

  RuntimeException refusal() {
    return PoolCore.closed();
  }

  /**
   * Takes no new calls from now on; those under way go on.
   *
   * @return false when the pool is closing already
   */
  boolean refuseCalls() {
    begun = true;
    refuses = true;
    return !closing.get();
  }

  CompletableFuture<Void> begin(Duration delay) {
    begun = true;
    if (delay.isZero() || delay.isNegative()) {
      startClosing();
    } else if (asked.compareAndSet(false, true)) {
      clock.later(delay.toNanos(), this::startClosing);
    }
    return ended.copy();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // waits for the end itself
  void closeNow() {
    begin(Duration.ZERO);
    if (!WorkerThread.isCurrent()) {
      ended.join();
    }
  }

  private void startClosing() {
    if (closing.compareAndSet(false, true)) {
      begun = true;
      refuses = true;
      Thread.ofPlatform().daemon().name("intarsia shutdown").start(this::close);
    }
  }

  private void close() {
    try {
      if (settings.options().resolveAfterFinishingAll()) {
        finish();
      }
    } catch (Throwable fault) {
      faults.tell(fault);
    }
    List<LaneWorker> workers = new ArrayList<>();
    try {
      for (LaneGroup group : groups) {
        group.close(PoolCore.closed(), workers, faults);
      }
      awaitAll(workers, POLITE_NS);
      for (LaneWorker worker : workers) {
        faults.guard(worker::kill).run();
      }
      awaitAll(workers, WORKER_END_NS);
    } catch (Throwable fault) {
      faults.tell(fault);
    } finally {
      drainer.close();
      clock.close();
      ended.complete(null);
    }
  }

  private void finish() {
    for (LaneGroup group : groups) {
      for (Lane lane : group.lanes()) {
        while (lane.busy()) {
          if (lane.poll() == 0) {
            LockSupport.parkNanos(this, FINISH_LOOK_NS);
          }
        }
      }
    }
  }

  private static void awaitAll(List<LaneWorker> workers, long limitNs) {
    long deadline = System.nanoTime() + limitNs;
    for (LaneWorker worker : workers) {
      try {
        worker.awaitEnd(Math.max(1, deadline - System.nanoTime()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
