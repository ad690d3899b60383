package dev.intarsia.host;

/** The pool is shut down, or was shut down while the call was under way. */
public final class PoolClosedException extends PoolException {
  private static final long serialVersionUID = 1L;

  public PoolClosedException(String message) {
    super(message);
  }
}
