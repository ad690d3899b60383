package dev.intarsia.bridge.boot;

import org.jspecify.annotations.Nullable;

/**
 * What a host asks of a worker besides serving its tasks.
 *
 * @param resolveAfterFinishingAll replies are published once nothing is left to run
 * @param bootstrapJson the {@code bootstrap} option as JSON, or null
 * @param permissionJson the resolved permissions as JSON, or null
 * @param debugJson the {@code debug} option as JSON, or null
 */
public record WorkerOptions(
    WorkerTimers timers,
    boolean resolveAfterFinishingAll,
    @Nullable String bootstrapJson,
    @Nullable String permissionJson,
    @Nullable String debugJson) {
  public static final WorkerOptions DEFAULT = new WorkerOptions(WorkerTimers.UNSET, false, null, null, null);
}
