package dev.intarsia.host.worker;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.worker.LoopSettings;
import dev.intarsia.bridge.worker.WorkerTimers;
import dev.intarsia.protocol.layout.AbortLayout;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;

/**
 * What a pool asks of its workers, whatever their kind.
 *
 * @param abortSignalCapacity calls with an abort signal that may be under way at once
 * @param timers how an idle worker spins and sleeps
 * @param resolveAfterFinishingAll whether tasks that were started finish when the pool shuts down
 * @param endable whether a task may have to be ended by force, because the pool has a hard timeout: then workers time tasks
 * @param runsInline whether the pool also runs Java tasks on the host's own threads
 */
public record WorkerSettings(
    PayloadOptions payload,
    int abortSignalCapacity,
    WorkerTimers timers,
    boolean resolveAfterFinishingAll,
    boolean endable,
    boolean runsInline) {
  private static final int LINE_BYTES = 64;

  /** The same with other timers. */
  public WorkerSettings with(WorkerTimers newTimers) {
    return new WorkerSettings(payload, abortSignalCapacity, newTimers, resolveAfterFinishingAll, endable, runsInline);
  }

  /** New abort signals for workers of this process. */
  public AbortSignals abortSignals() {
    return new AbortSignals(
        Arena.ofAuto().allocate(AbortLayout.bitmapBytes(abortSignalCapacity), LINE_BYTES), abortSignalCapacity);
  }

  /** The loop of a worker that is a thread of this process. */
  public LoopSettings loop(AbortSignals signals) {
    return new LoopSettings(
        timers,
        signals::isAborted,
        () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
        endable ? System::nanoTime : null,
        resolveAfterFinishingAll);
  }
}
