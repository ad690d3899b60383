package dev.intarsia.host.process;

import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.host.TaskOptions;
import dev.intarsia.host.pool.WorkerKind;

/**
 * Process workers of one runtime in a pool, and what they serve.
 *
 * @param count how many
 */
public record ProcessWorkers(ProcessRuntime runtime, int count, ProcessOptions options, WorkerTasks tasks) {
  /**
   * The kind of workers for a pool. Results come as they were decoded; the payload area has the pool's maximum, since
   * it can't grow across processes.
   */
  public WorkerKind kind(PayloadOptions payload, boolean resolveAfterFinishingAll) {
    WorkerSpec spec =
        new WorkerSpec(
            runtime, options, tasks, payload, 0, Math.max(1, count), resolveAfterFinishingAll, null, System.err::println);
    return new WorkerKind(
        "process:" + runtime.id(),
        count,
        tasks.names().stream().map(name -> WorkerKind.Task.imported(name, TaskOptions.defaults())).toList(),
        ProcessWorker.factory(spec));
  }
}
