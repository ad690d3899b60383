package dev.intarsia.host;

/** The call's time budget, or the pool's hard timeout, ran out. */
public final class TaskTimeoutException extends PoolException {
  private static final long serialVersionUID = 1L;

  public TaskTimeoutException(String message) {
    super(message);
  }
}
