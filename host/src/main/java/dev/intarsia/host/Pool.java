package dev.intarsia.host;

import java.time.Duration;
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
   * @param argument anything that can cross, or a stage of it
   * @throws UnknownTaskException when no task has that name
   */
  <T extends @Nullable Object> PoolCall<T> call(String task, @Nullable Object argument);

  /** Calls a task without an argument: it receives undefined, {@code null} in Java. */
  default <T extends @Nullable Object> PoolCall<T> call(String task) {
    return call(task, null);
  }

  /** Calls a task with options of this call's own. */
  <T extends @Nullable Object> PoolCall<T> call(String task, @Nullable Object argument, TaskOptions options);

  /** Calls a task and converts its result to {@code resultClass}, whatever the task says of itself. */
  <T> PoolCall<T> call(String task, @Nullable Object argument, Class<T> resultClass);

  /** Calls a task once for each argument, in order. */
  <T extends @Nullable Object> List<PoolCall<T>> callAll(String task, Collection<? extends @Nullable Object> arguments);

  /**
   * Calls a task and waits. Throws what the call failed with, unwrapped.
   *
   * @throws TaskException what the task threw
   */
  @SuppressWarnings("TypeParameterUnusedInFormals") // the caller says what the task returns
  <T extends @Nullable Object> T callBlocking(String task, @Nullable Object argument);

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
  default CompletableFuture<Void> shutdown() {
    return shutdown(Duration.ZERO);
  }

  /** Shuts down after {@code delay}; calls go on until then. */
  CompletableFuture<Void> shutdown(Duration delay);

  /** Shuts down now and waits until the workers are gone. */
  @Override
  void close();
}
