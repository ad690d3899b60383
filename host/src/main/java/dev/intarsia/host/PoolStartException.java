package dev.intarsia.host;

import org.jspecify.annotations.Nullable;

/** A worker can't start: a runtime or a module is missing, or a module throws while it loads. */
public class PoolStartException extends PoolException {
  private static final long serialVersionUID = 1L;

  public PoolStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
