package dev.intarsia.bridge.worker;

import dev.intarsia.bridge.wake.Yielding;
import java.util.function.BooleanSupplier;

/** What a worker does with nothing to do: spin, yield, then park. Used by the worker's thread alone. */
final class WorkerIdle {
  private static final int LOOKS_PER_CLOCK_READ = 32;
  /** Unread replies this old are brought to the host's attention while the worker still spins. */
  private static final long STALE_NS = 5_000;

  private final Yielding yielding = new Yielding();
  private final WorkerTimers timers;
  private final WorkerSignals signals;

  WorkerIdle(WorkerTimers timers, WorkerSignals signals) {
    this.timers = timers;
    this.signals = signals;
  }

  void idle(BooleanSupplier ready, long maxWaitNs, BooleanSupplier repliesUnread) {
    if (spin(ready, repliesUnread)) {
      return;
    }
    if (signals.hostActive() || maxWaitNs <= 0) {
      return;
    }
    signals.prepareWait();
    if (!ready.getAsBoolean()) {
      if (repliesUnread.getAsBoolean()) {
        signals.repliesUnread();
      }
      signals.await(maxWaitNs);
    }
    signals.endWait();
  }

  private boolean spin(BooleanSupplier ready, BooleanSupplier repliesUnread) {
    long start = System.nanoTime();
    boolean told = false;
    for (int look = 1; ; look++) {
      if (ready.getAsBoolean()) {
        return true;
      }
      pause();
      if (look % LOOKS_PER_CLOCK_READ == 0) {
        long spunNs = System.nanoTime() - start;
        if (spunNs >= timers.spinNs()) {
          return false;
        }
        if (!told && spunNs >= STALE_NS && repliesUnread.getAsBoolean()) {
          told = true;
          signals.repliesUnread();
        }
        if (!yielding.offer(start + spunNs, spunNs)) {
          return false;
        }
      }
    }
  }

  private void pause() {
    Thread.onSpinWait();
    if (timers.pauseNs() > 0) {
      long until = System.nanoTime() + timers.pauseNs();
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
    }
  }
}
