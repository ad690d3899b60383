package dev.intarsia.host;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way. It fails with the typed exceptions of this package: {@link TaskException} for
 * what the task threw, {@link WorkerLostException}, {@link TaskTimeoutException} and so on.
 *
 * <p>A thread that waits for it by {@link #get()} or {@link #join()} drains results itself, so a result
 * takes no detour over another thread; callbacks of other calls may run on the waiting thread
 * meanwhile.
 *
 * @param <T> the result's type
 */
public abstract class PoolCall<T extends @Nullable Object> extends CompletableFuture<T> {
  /** The name of the task. */
  public abstract String task();

  /**
   * Asks the task to stop: sets its abort signal, and leaves it to the task how the call ends. A call
   * that no worker has taken yet is cancelled.
   *
   * @return whether the call had an abort signal or could still be cancelled
   */
  public abstract boolean abort();

  /**
   * Ends the call with {@code reason} now, sets its abort signal, and drops what the task returns later.
   *
   * @return false when the call had already ended
   */
  public abstract boolean reject(Throwable reason);

  /**
   * Waits like {@link #join()} and throws what the call failed with as it is, unwrapped.
   *
   * @throws java.util.concurrent.CancellationException when it was cancelled
   */
  public abstract T await();
}
