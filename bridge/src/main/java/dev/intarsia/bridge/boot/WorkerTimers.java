package dev.intarsia.bridge.boot;

import org.jspecify.annotations.Nullable;

/**
 * How a worker idles; null where the host leaves it to the worker.
 *
 * @param spinMicroseconds looked for work without pause before parking
 * @param parkMs the longest park
 * @param pauseNanoseconds of one pause while spinning; 0 for none
 */
public record WorkerTimers(
    @Nullable Double spinMicroseconds,
    @Nullable Double parkMs,
    @Nullable Double pauseNanoseconds) {
  public static final WorkerTimers UNSET = new WorkerTimers(null, null, null);
}
