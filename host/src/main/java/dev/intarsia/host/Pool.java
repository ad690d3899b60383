package dev.intarsia.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Workers and the tasks they run. Thread-safe, from virtual threads too.
 *
 * <p>An argument may be a {@link java.util.concurrent.CompletionStage}: it is awaited first, and one
 * that fails fails the call without a worker having seen it. Whatever goes wrong with a call fails its
 * {@link PoolCall}; {@code call} itself throws only for a name that no task has.
 */
public interface Pool extends AutoCloseable {
  /** A pool with knitting's defaults and, until told otherwise, no workers and no tasks. */
  static PoolBuilder builder() {
    return new PoolBuilder();
  }

  /**
   * Calls a task.
   *
   * @param argument what the task takes, or a stage of it in {@link #call(String, Object)}
   * @throws UnknownTaskException when the pool has no task of that name
   */
  <A, R> PoolCall<R> call(Task<A, R> task, @Nullable A argument);

  /** Calls a task with options of this call's own, laid over those that the task declares. */
  <A, R> PoolCall<R> call(Task<A, R> task, @Nullable A argument, CallOptions options);

  /** Calls a task once for each argument, in order. */
  default <A, R> List<PoolCall<R>> callAll(Task<A, R> task, Collection<? extends A> arguments) {
    return callAll(task, arguments, CallOptions.none());
  }

  /** Calls a task once for each argument, in order, with options of these calls' own. */
  default <A, R> List<PoolCall<R>> callAll(Task<A, R> task, Collection<? extends A> arguments, CallOptions options) {
    List<PoolCall<R>> calls = new ArrayList<>(arguments.size());
    for (A argument : arguments) {
      calls.add(call(task, argument, options));
    }
    return calls;
  }

  /**
   * Calls a task by its name. The result is what the task declares, as an Object.
   *
   * @param argument anything that can cross, or a stage of it
   * @throws UnknownTaskException when the pool has no task of that name
   */
  PoolCall<@Nullable Object> call(String task, @Nullable Object argument);

  /** Calls a task without an argument: it receives undefined, {@code null} in Java. */
  default PoolCall<@Nullable Object> call(String task) {
    return call(task, null);
  }

  /** Calls a task by its name, with options of this call's own. */
  PoolCall<@Nullable Object> call(String task, @Nullable Object argument, CallOptions options);

  /** Calls a task by its name and converts its result, whatever the task declares. */
  default <T> PoolCall<T> call(String task, @Nullable Object argument, Class<T> result) {
    return call(task, argument, TypeRef.of(result));
  }

  /** Calls a task by its name and converts its result to a type such as {@code List<Point>}. */
  <T> PoolCall<T> call(String task, @Nullable Object argument, TypeRef<T> result);

  /** Calls a task by its name, converts its result, with options of this call's own. */
  default <T> PoolCall<T> call(String task, @Nullable Object argument, Class<T> result, CallOptions options) {
    return call(task, argument, TypeRef.of(result), options);
  }

  /** Calls a task by its name, converts its result, with options of this call's own. */
  <T> PoolCall<T> call(String task, @Nullable Object argument, TypeRef<T> result, CallOptions options);

  /** Calls a task by its name once for each argument, in order. */
  default List<PoolCall<@Nullable Object>> callAll(String task, Collection<? extends @Nullable Object> arguments) {
    List<PoolCall<@Nullable Object>> calls = new ArrayList<>(arguments.size());
    for (Object argument : arguments) {
      calls.add(call(task, argument));
    }
    return calls;
  }

  /**
   * Calls a task by its name and waits. Throws what the call failed with, unwrapped.
   *
   * @throws PoolException when the call failed; {@link TaskException} for what the task threw
   */
  default @Nullable Object callBlocking(String task, @Nullable Object argument) {
    return call(task, argument).await();
  }

  /** Calls a task by its name, waits, and converts its result. */
  default <T> T callBlocking(String task, @Nullable Object argument, Class<T> result) {
    return call(task, argument, result).await();
  }

  /** Typed calls: each method of {@code type} calls the task of its name. */
  <T> T as(Class<T> type);

  /** The names of the tasks. */
  Set<String> tasks();

  /** Calls that are under way: waiting, in a mailbox or running. */
  long inFlight();

  /**
   * Takes results that have come and ends their calls on this thread, for a caller with an event loop of its own.
   *
   * @return how many
   */
  int poll();

  /** What the pool has done so far: for each lane, and for each task where the pool keeps statistics. */
  PoolStatistics statistics();

  /**
   * Waits until no call is under way. Calls made meanwhile count too.
   *
   * @return false when {@code limit} passed first
   */
  boolean drain(Duration limit) throws InterruptedException;

  /** Shuts down now: calls under way fail with {@link PoolClosedException}. Completes when the workers are gone. */
  default CompletableFuture<Void> shutdownNow() {
    return shutdown(Duration.ZERO);
  }

  /** Shuts down after {@code delay}; calls go on until then, and those still under way fail. */
  CompletableFuture<Void> shutdown(Duration delay);

  /**
   * Takes no new calls, waits for those under way up to {@link PoolBuilder#closeLimit}, fails the rest, and waits until the
   * workers are gone. An interrupted thread does not wait for calls.
   */
  @Override
  void close();
}
