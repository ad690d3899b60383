package dev.intarsia.host.process;

import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.host.TaskOptions;
import dev.intarsia.host.TaskTimeout;
import dev.intarsia.host.pool.WorkerKind;
import org.jspecify.annotations.Nullable;

/**
 * Process workers of one runtime in a pool, and what they serve.
 *
 * @param count how many
 * @param permissionJson what the tasks may do, as {@link PermissionJson#write} has it; null for no limits
 * @param bootstrapJson what each worker runs before its tasks are loaded, as the {@code bootstrap} option; null for nothing
 */
public record ProcessWorkers(
    ProcessRuntime runtime,
    int count,
    ProcessOptions options,
    WorkerTasks tasks,
    @Nullable String permissionJson,
    @Nullable String bootstrapJson) {
  /** Workers without limits. */
  public ProcessWorkers(ProcessRuntime runtime, int count, ProcessOptions options, WorkerTasks tasks) {
    this(runtime, count, options, tasks, null, null);
  }

  /**
   * The kind of workers for a pool. Results come as they were decoded; the payload area has the pool's maximum, since
   * it can't grow across processes. The modules are asked what they export where nobody has said it.
   *
   * @throws WorkerStartException when they can't be asked
   * @throws IllegalStateException within a process worker
   */
  public WorkerKind kind(PayloadOptions payload, int abortSignals, boolean resolveAfterFinishingAll) {
    WorkerEnvironment.requireMain(System.getenv());
    WorkerTasks known = TaskQuestion.complete(runtime, options, tasks);
    int abortCapacity = known.anyAbortable() ? abortSignals : 0;
    WorkerSpec spec =
        new WorkerSpec(
            runtime,
            options,
            known,
            payload,
            abortCapacity,
            Math.max(1, count),
            resolveAfterFinishingAll,
            bootstrapJson,
            permissionJson,
            System.err::println);
    return new WorkerKind(
        "process:" + runtime.id(),
        count,
        known.tasks().stream().map(task -> WorkerKind.Task.imported(task.name(), options(task))).toList(),
        ProcessWorker.factory(spec));
  }

  private static TaskOptions options(WorkerTask task) {
    TaskOptions options = task.abortSignal() ? TaskOptions.defaults().withAbortSignal() : TaskOptions.defaults();
    return task.timed() ? options.withTimeout(TaskTimeout.keptByWorker()) : options;
  }
}
