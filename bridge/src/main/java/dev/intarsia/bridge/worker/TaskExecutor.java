package dev.intarsia.bridge.worker;

import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadFactory;

/**
 * The tasks of one worker, whatever language they are written in. Every method is called by the
 * worker's own thread.
 *
 * @param <V> the language's type of values
 */
public interface TaskExecutor<V> extends AutoCloseable {
  /** Tasks that may be called; a function id from the wire is checked against it. */
  int taskCount();

  /** Whether a call without a time stamp has no budget, whatever {@link #timeoutMs} says: its host then never stamps such a call. */
  default boolean unstampedIsUnlimited() {
    return false;
  }

  /** The time budget of a task in milliseconds; {@link Double#POSITIVE_INFINITY} without one. */
  default double timeoutMs(int functionId) {
    return Double.POSITIVE_INFINITY;
  }

  PayloadFactory<V> factory();

  /** Makes the argument of one task; the id may be one that no task has. */
  default PayloadFactory<V> factory(int functionId) {
    return factory();
  }

  PayloadEncoder<V> encoder();

  /**
   * Runs a task. It settles {@code reply} exactly once: before it returns, or later, from {@link #pump}.
   * It throws nothing: whatever the task throws rejects the reply.
   */
  void execute(int functionId, V argument, Reply<V> reply);

  /**
   * Whether a reply may be kept after it has settled, for example by a promise that settles again. A
   * reply that is never kept serves the next call.
   */
  default boolean mayKeepReplies() {
    return true;
  }

  /** Called before a run of {@link #execute} and {@link #pump}: a place to enter a context. */
  default void beginBatch() {}

  /** Called after such a run and before the worker parks. */
  default void endBatch() {}

  /**
   * Runs what is due of timers, microtasks and settled promises.
   *
   * @return pieces of work done; 0 when there was nothing
   */
  default int pump() {
    return 0;
  }

  /** Has {@code hook} run before each piece of work of {@link #pump}, which then has a time limit of its own. Before the first call. */
  default void beforeEachJob(Runnable hook) {}

  /** Nanoseconds until {@link #pump} has something to do by itself; {@link Long#MAX_VALUE} when only a call can bring it. */
  default long nextDueNs() {
    return Long.MAX_VALUE;
  }

  /** Tasks that were started and have not settled. */
  default int pending() {
    return 0;
  }

  @Override
  void close();
}
