package dev.intarsia.host;

import org.jspecify.annotations.Nullable;

/**
 * A Java task that needs no context: a lambda or method reference of one argument.
 *
 * @param <A> the argument
 * @param <R> the result; a {@link java.util.concurrent.CompletionStage} is waited for
 */
@FunctionalInterface
public interface TaskBody<A extends @Nullable Object, R extends @Nullable Object> {
  /**
   * @throws Exception whatever the caller should receive as a {@link TaskException}
   */
  R run(A argument) throws Exception;
}
