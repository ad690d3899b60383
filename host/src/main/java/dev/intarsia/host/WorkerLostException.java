package dev.intarsia.host;

import org.jspecify.annotations.Nullable;

/** The worker that ran the call died, hung or wrote nonsense. The pool replaces it; other calls are not touched. */
public final class WorkerLostException extends PoolException {
  private static final long serialVersionUID = 1L;

  /** What is known of the task of a call whose worker was lost. */
  public enum Outcome {
    /** It has certainly not begun: making the call again does no harm. */
    NOT_STARTED,
    /** It may have begun, it may have ended, and it may have had effects. */
    UNKNOWN
  }

  private final Outcome outcome;

  /** The loss of a worker that may have begun the call. */
  public WorkerLostException(String message, @Nullable Throwable cause) {
    this(message, cause, Outcome.UNKNOWN);
  }

  public WorkerLostException(String message, @Nullable Throwable cause, Outcome outcome) {
    super(message, cause);
    this.outcome = outcome;
  }

  /** Where the loss was noticed says nothing. */
  @Override
  public WorkerLostException forCaller(StackTraceElement[] caller) {
    WorkerLostException told = new WorkerLostException(String.valueOf(getMessage()), getCause(), outcome);
    told.setStackTrace(caller);
    return told;
  }

  /** Whether the call may have had effects. */
  public Outcome outcome() {
    return outcome;
  }
}
