package dev.intarsia.host;

import org.jspecify.annotations.Nullable;

/** The worker that ran the call died, hung or wrote nonsense. The pool replaces it; other calls are not touched. */
public final class WorkerLostException extends PoolException {
  private static final long serialVersionUID = 1L;

  public WorkerLostException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
