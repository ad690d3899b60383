package dev.intarsia.host;

import org.jspecify.annotations.Nullable;

/** What a pool's calls fail with, other than by cancellation and by values that can't cross. */
public sealed class PoolException extends RuntimeException
    permits AbortSignalsExhaustedException,
        PoolClosedException,
        QueueFullException,
        TaskException,
        TaskTimeoutException,
        UnknownTaskException,
        WorkerLostException {
  private static final long serialVersionUID = 1L;

  PoolException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  PoolException(String message) {
    super(message);
  }
}
