package dev.intarsia.host.pool;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.worker.LoopSettings;
import dev.intarsia.bridge.worker.TaskExecutor;
import dev.intarsia.host.TaskFunction;
import dev.intarsia.protocol.layout.AbortLayout;
import dev.intarsia.host.TaskOptions;
import dev.intarsia.host.WorkerBootstrap;
import dev.intarsia.host.value.JavaValues;
import dev.intarsia.host.worker.JavaTask;
import dev.intarsia.host.worker.JavaTaskExecutor;
import dev.intarsia.host.worker.ThreadTasks;
import dev.intarsia.host.worker.ThreadWorker;
import java.lang.foreign.Arena;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The Java tasks of a pool being built, and the workers that run them. */
public final class JavaTasks {
  private static final int LINE_BYTES = 64;
  private static final double NS_PER_MS = 1e6;

  private final List<WorkerKind.Task> tasks = new ArrayList<>();

  public boolean isEmpty() {
    return tasks.isEmpty();
  }

  @SuppressWarnings("unchecked") // the converter makes the class that the function takes
  public void add(
      String name, Class<?> argument, Class<?> result, TaskFunction<?, ?> function, TaskOptions options) {
    double timeoutMs =
        options.timeout() == null || options.timeout().time().isNegative()
            ? Double.POSITIVE_INFINITY
            : options.timeout().time().toNanos() / NS_PER_MS;
    JavaTask task =
        new JavaTask(
            name,
            (TaskFunction<@Nullable Object, @Nullable Object>) function,
            ValueBinding.argument(argument),
            timeoutMs);
    tasks.add(new WorkerKind.Task(name, ValueBinding.converter(result), options, task));
  }

  /** A task by its class's name. */
  public void add(String className) {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      add(Class.forName(className, true, loader).asSubclass(TaskFunction.class));
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("No class " + className + " on the class path", e);
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(className + " is no TaskFunction", e);
    }
  }

  public void add(Class<?> type) {
    try {
      add((TaskFunction<?, ?>) type.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          type.getName() + " can't be made: it needs a public constructor without parameters", e);
    }
  }

  public void discover() {
    for (TaskFunction<?, ?> function : ServiceLoader.load(TaskFunction.class)) {
      add(function);
    }
  }

  private void add(TaskFunction<?, ?> function) {
    Class<?>[] types = types(function.getClass());
    add(function.name(), types[0], types[1], function, TaskOptions.defaults());
  }

  private static Class<?>[] types(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Type implemented : at.getGenericInterfaces()) {
        if (implemented instanceof ParameterizedType generic && generic.getRawType() == TaskFunction.class) {
          Type[] given = generic.getActualTypeArguments();
          return new Class<?>[] {raw(given[0]), raw(given[1])};
        }
      }
    }
    throw new IllegalArgumentException(
        type.getName() + " does not say its types: write `implements TaskFunction<Argument, Result>`");
  }

  private static Class<?> raw(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    return type instanceof ParameterizedType generic ? raw(generic.getRawType()) : Object.class;
  }

  /** The workers for these tasks. */
  public WorkerKind kind(int count, PoolSettings settings, @Nullable WorkerBootstrap bootstrap) {
    List<JavaTask> bodies = new ArrayList<>();
    for (WorkerKind.Task task : tasks) {
      JavaTask body = task.java();
      if (body != null) {
        bodies.add(body);
      }
    }
    AbortSignals signals = signals(settings.abortSignalCapacity());
    LoopSettings loop = loopSettings(settings, signals);
    return new WorkerKind(
        "java",
        count,
        List.copyOf(tasks),
        (index, waker) -> {
          ThreadWorker worker =
              new ThreadWorker(
                  "java worker " + index,
                  settings.payload(),
                  signals,
                  loop,
                  true,
                  settings.steals(count),
                  () -> open(bodies, bootstrap, index, count),
                  waker);
          worker.start();
          return worker;
        });
  }

  public static AbortSignals signals(int capacity) {
    return new AbortSignals(Arena.ofAuto().allocate(AbortLayout.bitmapBytes(capacity), LINE_BYTES), capacity);
  }

  public static LoopSettings loopSettings(PoolSettings settings, AbortSignals signals) {
    return new LoopSettings(
        settings.timers(),
        signals::isAborted,
        () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
        settings.resolveAfterFinishingAll());
  }

  private static ThreadTasks open(
      List<JavaTask> bodies, @Nullable WorkerBootstrap bootstrap, int index, int count) throws Exception {
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
