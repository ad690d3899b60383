package dev.intarsia.host.worker;

import dev.intarsia.host.TaskOptions;
import dev.intarsia.host.WorkerLostException;
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
 * @param outside which lanes lead to other machines; null where none does
 */
public record WorkerKind(
    String name,
    int count,
    List<Task> tasks,
    WorkerFactory factory,
    Runnable discard,
    @Nullable Outside outside) {
  /** A kind that starts nothing before its lanes ask for it. */
  public WorkerKind(String name, int count, List<Task> tasks, WorkerFactory factory) {
    this(name, count, tasks, factory, () -> {});
  }

  /** Workers of this machine. */
  public WorkerKind(String name, int count, List<Task> tasks, WorkerFactory factory, Runnable discard) {
    this(name, count, tasks, factory, discard, null);
  }

  /**
   * Lanes that lead to other machines.
   *
   * @param from the first of them; those before it lead to workers of this machine
   * @param mark a call leaves this machine only when its lane here has this many calls under way; 0 treats all lanes alike
   * @param loss tells whether an error from another machine means that its worker was lost there; null where it does not
   */
  public record Outside(int from, int mark, Function<Throwable, @Nullable WorkerLostException> loss) {}

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
