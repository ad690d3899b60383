package dev.intarsia.host.worker;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.worker.LoopSettings;
import dev.intarsia.bridge.worker.TaskExecutor;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.TaskFunction;
import dev.intarsia.host.WorkerBootstrap;
import dev.intarsia.host.value.JavaValues;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The threads that run what {@link JavaWorkers} declares. */
final class JavaThreads {
  private JavaThreads() {}

  static WorkerKind open(JavaWorkers part, WorkerSettings settings) {
    WorkerBootstrap hook = part.bootstrap();
    if (settings.runsInline() && hook != null) {
      throw new IllegalArgumentException("bootstrap can't be used with the inliner: it runs on workers only");
    }
    List<WorkerKind.Task> tasks = part.tasks().stream().map(JavaThreads::task).toList();
    List<JavaTask> bodies =
        tasks.stream().map(WorkerKind.Task::java).filter(Objects::nonNull).toList();
    AbortSignals signals = settings.abortSignals();
    LoopSettings loop = settings.loop(signals);
    int count = part.count();
    return new WorkerKind("java", count, tasks, (index, waker) -> {
      ThreadWorker worker = new ThreadWorker(
          "java worker " + index, settings.payload(), signals, loop, () -> open(bodies, hook, index, count), waker);
      worker.start();
      return worker;
    });
  }

  @SuppressWarnings("unchecked") // the converter makes the type that the function takes
  private static WorkerKind.Task task(JavaWorkers.Declared declared) {
    JavaTask body = new JavaTask(
        declared.task().name(),
        (TaskFunction<@Nullable Object, @Nullable Object>) declared.function(),
        TaskConversions.argument(declared.task().argument()),
        JavaTask.BUDGET_BASE_MS);
    return new WorkerKind.Task(
        declared.task().name(),
        TaskConversions.converter(declared.task().result().type()),
        declared.options(),
        body);
  }

  private static ThreadTasks open(List<JavaTask> bodies, @Nullable WorkerBootstrap bootstrap, int index, int count)
      throws Exception {
    if (bootstrap != null) {
      bootstrap.run(index, count);
    }
    return new Opened(new JavaTaskExecutor(bodies, JavaValues.encoder(), JavaValues.factory()));
  }

  private record Opened(JavaTaskExecutor tasks) implements ThreadTasks {
    @Override
    public TaskExecutor<?> executor() {
      return tasks;
    }

    @Override
    public void interrupt(Thread worker) {
      worker.interrupt();
    }

    @Override
    public void close() {
      tasks.close();
    }
  }
}
