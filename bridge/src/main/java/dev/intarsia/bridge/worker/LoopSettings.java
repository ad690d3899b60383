package dev.intarsia.bridge.worker;

import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a worker's loop is told besides its mailboxes.
 *
 * @param timers how it idles
 * @param hasAborted whether the abort signal with this number is set
 * @param hostClockMs milliseconds on the clock that stamps the calls
 * @param runClockNs nanoseconds on the clock that run times are taken with; null where nobody asks for them
 * @param finishAll whether tasks that have started are settled before the loop ends
 */
public record LoopSettings(
    WorkerTimers timers,
    IntPredicate hasAborted,
    LongSupplier hostClockMs,
    @Nullable LongSupplier runClockNs,
    boolean finishAll) {
  /** Default timers, no abort signals, this JVM's clock, and an end without waiting. */
  public static LoopSettings defaults() {
    return new LoopSettings(
        WorkerTimers.defaults(), signal -> false, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), null, false);
  }
}
