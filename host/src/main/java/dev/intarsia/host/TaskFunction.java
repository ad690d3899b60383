package dev.intarsia.host;

import org.jspecify.annotations.Nullable;

/**
 * A Java task with its context. As a class it can be given by name or found by
 * {@link java.util.ServiceLoader}; its types are then read from {@code implements TaskFunction<A, R>}.
 *
 * @param <A> the argument
 * @param <R> the result; a {@link java.util.concurrent.CompletionStage} is waited for
 */
@FunctionalInterface
public interface TaskFunction<A extends @Nullable Object, R extends @Nullable Object> {
  /**
   * @throws Exception whatever the caller should receive as a {@link TaskException}
   */
  R run(A argument, TaskContext context) throws Exception;

  /** The task's name: the class's own, its first letter in lower case. */
  default String name() {
    String simple = getClass().getSimpleName();
    return simple.isEmpty() ? "task" : Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
  }
}
