package dev.intarsia.host;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Worker threads for Java tasks.
 *
 * <pre>{@code
 * static final Task<Double, Double> CUBE = Task.of("cube", Double.class, Double.class);
 * JavaWorkers.of(2).task(CUBE, x -> x * x * x)
 * }</pre>
 */
public final class JavaWorkers implements Workers {
  private final int count;
  private final List<Declared> tasks = new ArrayList<>();
  private @Nullable WorkerBootstrap bootstrap;

  private JavaWorkers(int count) {
    this.count = count;
  }

  /**
   * So many worker threads. 0 where the pool's inliner runs the tasks on the host's threads.
   *
   * @throws IllegalArgumentException when {@code count} is negative
   */
  public static JavaWorkers of(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("JavaWorkers.of: count is " + count + "; it must be 0 or more");
    }
    return new JavaWorkers(count);
  }

  /** A Java task: a lambda or a method reference. */
  public <A, R> JavaWorkers task(Task<A, R> task, TaskBody<A, R> body) {
    return task(task, body, TaskOptions.defaults());
  }

  /** A Java task with options. */
  public <A, R> JavaWorkers task(Task<A, R> task, TaskBody<A, R> body, TaskOptions options) {
    return task(task, (TaskFunction<A, R>) (value, context) -> body.run(value), options);
  }

  /** A Java task that looks at its context: abort signal, clock, time left. */
  public <A, R> JavaWorkers task(Task<A, R> task, TaskFunction<A, R> function, TaskOptions options) {
    add(task, function, options);
    return this;
  }

  /** A Java task: a lambda or a method reference. */
  public <A, R> JavaWorkers task(String name, Class<A> argument, Class<R> result, TaskBody<A, R> body) {
    return task(name, argument, result, body, TaskOptions.defaults());
  }

  /** A Java task with options. */
  public <A, R> JavaWorkers task(
      String name, Class<A> argument, Class<R> result, TaskBody<A, R> body, TaskOptions options) {
    return task(name, argument, result, (TaskFunction<A, R>) (value, context) -> body.run(value), options);
  }

  /** A Java task that looks at its context: abort signal, clock, time left. */
  public <A, R> JavaWorkers task(
      String name, Class<A> argument, Class<R> result, TaskFunction<A, R> function, TaskOptions options) {
    return task(Task.of(name, argument, result), function, options);
  }

  /**
   * A task that is a class with a constructor without parameters.
   *
   * @throws IllegalArgumentException when it can't be made or does not say its types
   */
  public JavaWorkers task(Class<? extends TaskFunction<?, ?>> type) {
    return made(type);
  }

  /**
   * A task by the name of its class.
   *
   * @throws IllegalArgumentException when there is no such class or it is no {@link TaskFunction}
   */
  public JavaWorkers taskClass(String className) {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return made(Class.forName(className, true, loader).asSubclass(TaskFunction.class));
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("No class " + className + " on the class path", e);
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(className + " is no TaskFunction", e);
    }
  }

  /** Every {@link TaskFunction} that {@link ServiceLoader} finds. */
  public JavaWorkers discoverTasks() {
    // In the module descriptor, Maven's parser stumbles over this class's type annotations.
    JavaWorkers.class.getModule().addUses(TaskFunction.class);
    for (TaskFunction<?, ?> function : ServiceLoader.load(TaskFunction.class)) {
      add(function);
    }
    return this;
  }

  /** Runs on each worker thread before its first task. */
  public JavaWorkers bootstrap(WorkerBootstrap hook) {
    bootstrap = hook;
    return this;
  }

  private JavaWorkers made(Class<?> type) {
    try {
      add((TaskFunction<?, ?>) type.getDeclaredConstructor().newInstance());
      return this;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          type.getName() + " can't be made: it needs a public constructor without parameters", e);
    }
  }

  private void add(TaskFunction<?, ?> function) {
    TypeRef<?>[] types = types(function.getClass());
    add(Task.of(function.name(), types[0], types[1]), function, TaskOptions.defaults());
  }

  private void add(Task<?, ?> task, TaskFunction<?, ?> function, TaskOptions options) {
    tasks.add(new Declared(task, function, options));
  }

  private static TypeRef<?>[] types(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Type implemented : at.getGenericInterfaces()) {
        if (implemented instanceof ParameterizedType generic && generic.getRawType() == TaskFunction.class) {
          Type[] given = generic.getActualTypeArguments();
          return new TypeRef<?>[] {raw(given[0]), raw(given[1])};
        }
      }
    }
    throw new IllegalArgumentException(
        type.getName() + " does not say its types: write `implements TaskFunction<Argument, Result>`");
  }

  private static TypeRef<?> raw(Type type) {
    return TypeRef.of(type instanceof Class<?> || type instanceof ParameterizedType ? type : Object.class);
  }

  /** The number of worker threads. */
  public int count() {
    return count;
  }

  /** The tasks, in the order in which they were added. */
  public List<Declared> tasks() {
    return List.copyOf(tasks);
  }

  /** What runs on each worker thread before its first task; null where nothing does. */
  public @Nullable WorkerBootstrap bootstrap() {
    return bootstrap;
  }

  /** A task with its body and options. */
  public record Declared(Task<?, ?> task, TaskFunction<?, ?> function, TaskOptions options) {}
}
