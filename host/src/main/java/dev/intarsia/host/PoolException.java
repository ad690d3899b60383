package dev.intarsia.host;

import org.jspecify.annotations.Nullable;

/**
 * What a call fails with, other than by cancellation, and what {@link PoolBuilder#build} throws where a worker can't start. A
 * subclass says what went wrong.
 */
public class PoolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected PoolException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  protected PoolException(String message) {
    super(message);
  }

  /**
   * This exception as a thread gets it that waits for the call: its stack trace leads to that thread's code. The same
   * exception where it has been made there already.
   *
   * @param caller the frames of the thread
   */
  public PoolException forCaller(StackTraceElement[] caller) {
    return this;
  }
}
