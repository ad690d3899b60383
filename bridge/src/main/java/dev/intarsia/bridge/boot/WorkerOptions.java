package dev.intarsia.bridge.boot;

import org.jspecify.annotations.Nullable;

/**
 * What a host asks of a worker besides serving its tasks.
 *
 * @param resolveAfterFinishingAll replies are published once nothing is left to run
 * @param bootstrapJson the {@code bootstrap} option as JSON, or null
 * @param permissionJson the resolved permissions as JSON, or null
 * @param debugJson the {@code debug} option as JSON, or null
 * @param placesJson for Intarsia's own workers: where each task is found and what the host calls it, as a JSON array of
 *     {@code {name, module, at}} in the order of the function ids; null for what the export names select
 */
public record WorkerOptions(
    WorkerTimers timers,
    boolean resolveAfterFinishingAll,
    @Nullable String bootstrapJson,
    @Nullable String permissionJson,
    @Nullable String debugJson,
    @Nullable String placesJson) {
  public static final WorkerOptions DEFAULT = new WorkerOptions(WorkerTimers.UNSET, false, null, null, null);

  public WorkerOptions(
      WorkerTimers timers,
      boolean resolveAfterFinishingAll,
      @Nullable String bootstrapJson,
      @Nullable String permissionJson,
      @Nullable String debugJson) {
    this(timers, resolveAfterFinishingAll, bootstrapJson, permissionJson, debugJson, null);
  }
}
