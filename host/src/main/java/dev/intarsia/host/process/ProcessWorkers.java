package dev.intarsia.host.process;

import dev.intarsia.host.TaskOptions;
import dev.intarsia.host.TaskTimeout;
import dev.intarsia.host.permission.PermissionJson;
import dev.intarsia.host.permission.Permissions;
import dev.intarsia.host.worker.WorkerKind;
import dev.intarsia.host.worker.WorkerPart;
import dev.intarsia.host.worker.WorkerSettings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Workers that are processes of one runtime: Node, Deno, Bun, or another JVM with this library.
 *
 * <p>They serve what modules export, functions and {@code task({ … })} definitions with their budgets and abort signals:
 * when the pool is built, the runtime is asked for them. Results come as they were decoded; the payload area has the
 * pool's maximum, since it can't grow across processes.
 */
public final class ProcessWorkers implements WorkerPart {
  private final ProcessRuntime runtime;
  private final WorkerTasks tasks;
  private int count = 1;
  private ProcessOptions options = ProcessOptions.defaults();
  private @Nullable Permissions permissions;
  private @Nullable String bootstrapJson;

  private ProcessWorkers(ProcessRuntime runtime, WorkerTasks tasks) {
    this.runtime = runtime;
    this.tasks = tasks;
  }

  /** Workers for these tasks. */
  public static ProcessWorkers of(ProcessRuntime runtime, WorkerTasks tasks) {
    return new ProcessWorkers(runtime, tasks);
  }

  /** Node workers for what these modules export. */
  public static ProcessWorkers node(Path... modules) {
    return of(ProcessRuntime.NODE, WorkerTasks.ofFiles(List.of(modules)));
  }

  /** Deno workers for what these modules export. */
  public static ProcessWorkers deno(Path... modules) {
    return of(ProcessRuntime.DENO, WorkerTasks.ofFiles(List.of(modules)));
  }

  /** Bun workers for what these modules export. */
  public static ProcessWorkers bun(Path... modules) {
    return of(ProcessRuntime.BUN, WorkerTasks.ofFiles(List.of(modules)));
  }

  /** JVM workers for what these modules export; {@code intarsia-js-runtime} has to be on their class path. */
  public static ProcessWorkers intarsia(Path... modules) {
    return of(ProcessRuntime.INTARSIA, WorkerTasks.ofFiles(List.of(modules)));
  }

  /**
   * How many. Default 1.
   *
   * @throws IllegalArgumentException when {@code workers} is negative
   */
  public ProcessWorkers count(int workers) {
    if (workers < 0) {
      throw new IllegalArgumentException("ProcessWorkers.count is " + workers + "; it must be 0 or more");
    }
    count = workers;
    return this;
  }

  /** Command prefix, memory, environment, time to start. */
  public ProcessWorkers options(ProcessOptions choice) {
    options = choice;
    return this;
  }

  /** What the tasks may do, on {@code intarsia} workers. Default: whatever the process may. */
  public ProcessWorkers permissions(Permissions allowed) {
    permissions = allowed;
    return this;
  }

  /** What each worker runs before its tasks are loaded, as knitting's {@code worker.bootstrap} option in JSON. */
  public ProcessWorkers bootstrapJson(String hook) {
    bootstrapJson = hook;
    return this;
  }

  /**
   * @throws WorkerStartException when the modules can't be asked what they export
   * @throws IllegalStateException within a process worker
   */
  @Override
  public WorkerKind open(WorkerSettings settings) {
    WorkerEnvironment.requireMain(System.getenv());
    WorkerTasks known = TaskQuestion.complete(runtime, options, tasks);
    int abortCapacity = known.anyAbortable() ? settings.abortSignalCapacity() : 0;
    WorkerSpec spec = new WorkerSpec(
        runtime,
        options,
        known,
        settings.payload(),
        abortCapacity,
        Math.max(1, count),
        settings.resolveAfterFinishingAll(),
        bootstrapJson,
        permissions == null ? null : PermissionJson.write(permissions),
        System.err::println);
    return new WorkerKind(
        "process:" + runtime.id(),
        count,
        known.tasks().stream()
            .map(task -> WorkerKind.Task.imported(task.name(), options(task)))
            .toList(),
        ProcessWorker.factory(spec));
  }

  private static TaskOptions options(WorkerTask task) {
    TaskOptions options = task.abortSignal() ? TaskOptions.defaults().withAbortSignal() : TaskOptions.defaults();
    return task.timed() ? options.withTimeout(TaskTimeout.keptByWorker()) : options;
  }
}
