package dev.intarsia.host;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One call under way. It fails with a {@link PoolException}: {@link TaskException} for what the task threw, {@link
 * WorkerLostException}, {@link TaskTimeoutException} and so on.
 *
 * <p>A thread that waits for it, or for a stage that depends on it, takes results out of the worker's mailbox itself, so a result
 * takes no detour over another thread; callbacks of other calls may run on the waiting thread meanwhile.
 *
 * @param <T> the result's type
 */
public interface PoolCall<T extends @Nullable Object> extends CompletionStage<T> {
  /** The name of the task. */
  String task();

  /**
   * Waits, and throws what the call failed with as it is, unwrapped.
   *
   * @throws PoolException when the call failed
   * @throws java.util.concurrent.CancellationException when it was cancelled
   */
  T await();

  /**
   * Asks the task to stop: sets its abort signal, and leaves it to the task how the call ends. A call
   * that no worker has taken yet is cancelled.
   *
   * @return whether the call had an abort signal or could still be cancelled
   */
  boolean abort();

  /**
   * Ends the call as cancelled, and sets its abort signal.
   *
   * @return false when the call had already ended
   */
  boolean cancel();

  /** Whether the call has ended, in whatever way. */
  boolean isDone();

  /**
   * Ends the call with {@code reason} now, sets its abort signal, and drops what the task returns later.
   *
   * @return false when the call had already ended
   */
  boolean reject(Throwable reason);

  /** The call as a future. Waiting for it, or for futures made from it, helps as {@link #await} does. */
  @Override
  CompletableFuture<T> toCompletableFuture();
}
