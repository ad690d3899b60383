package dev.intarsia.host;

/** The call's time budget, or the pool's hard timeout, ran out. */
public final class TaskTimeoutException extends PoolException {
  private static final long serialVersionUID = 1L;

  public TaskTimeoutException(String message) {
    super(message);
  }

  /** Where the timer runs says nothing. */
  @Override
  public TaskTimeoutException forCaller(StackTraceElement[] caller) {
    TaskTimeoutException told = new TaskTimeoutException(String.valueOf(getMessage()));
    told.setStackTrace(caller);
    return told;
  }
}
