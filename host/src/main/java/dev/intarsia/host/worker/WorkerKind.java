package dev.intarsia.host.worker;

import dev.intarsia.host.TaskOptions;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Workers of one kind, and the tasks that they and no others run.
 *
 * @param name for messages: {@code java}, {@code js}, {@code process:node}
 * @param count workers to start
 * @param tasks in the order of their function ids
 * @param discard ends what was started to learn the tasks and that no lane has taken: the pool can't be built
 */
public record WorkerKind(String name, int count, List<Task> tasks, WorkerFactory factory, Runnable discard) {
  /** A kind that starts nothing before its lanes ask for it. */
  public WorkerKind(String name, int count, List<Task> tasks, WorkerFactory factory) {
    this(name, count, tasks, factory, () -> {});
  }

  /**
   * One task.
   *
   * @param result from a decoded payload to what callers get
   * @param java the task itself where it can also run on the host
   */
  public record Task(
      String name,
      Function<@Nullable Object, ? extends @Nullable Object> result,
      TaskOptions options,
      @Nullable JavaTask java) {
    /** A task that only a worker can run and whose results are handed over as they were decoded. */
    public static Task imported(String name, TaskOptions options) {
      return new Task(name, value -> value, options, null);
    }
  }
}
