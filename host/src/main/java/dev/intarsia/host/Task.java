package dev.intarsia.host;

import java.util.Objects;

/**
 * A task's name with the types of its argument and its result, so that calls are typed at both ends. It belongs to no pool: keep
 * it in a constant.
 *
 * @param <A> the argument
 * @param <R> the result
 */
public final class Task<A, R> {
  private final String name;
  private final TypeRef<A> argument;
  private final TypeRef<R> result;

  private Task(String name, TypeRef<A> argument, TypeRef<R> result) {
    this.name = Objects.requireNonNull(name, "name");
    this.argument = Objects.requireNonNull(argument, "argument");
    this.result = Objects.requireNonNull(result, "result");
  }

  /** A task whose types are classes. */
  public static <A, R> Task<A, R> of(String name, Class<A> argument, Class<R> result) {
    return new Task<>(name, TypeRef.of(argument), TypeRef.of(result));
  }

  /** A task with types such as {@code List<Point>}. */
  public static <A, R> Task<A, R> of(String name, TypeRef<A> argument, TypeRef<R> result) {
    return new Task<>(name, argument, result);
  }

  /** The name that the pool knows the task by. */
  public String name() {
    return name;
  }

  /** What the task takes. */
  public TypeRef<A> argument() {
    return argument;
  }

  /** What the task returns. */
  public TypeRef<R> result() {
    return result;
  }

  @Override
  public String toString() {
    return name + "(" + argument + "): " + result;
  }
}
