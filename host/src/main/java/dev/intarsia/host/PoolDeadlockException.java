package dev.intarsia.host;

/**
 * A task waited for a call of its own pool, and so did every other worker: none was left to run what they waited for. Return the
 * call instead of waiting for it, or give the inner tasks workers of their own.
 */
public final class PoolDeadlockException extends PoolException {
  private static final long serialVersionUID = 1L;

  public PoolDeadlockException(String message) {
    super(message);
  }
}
