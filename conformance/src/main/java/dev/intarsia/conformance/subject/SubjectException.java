package dev.intarsia.conformance.subject;

/** A subject that gave no answer: it ended, it was too slow, or what it wrote is no answer. */
public final class SubjectException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SubjectException(String message) {
    super(message);
  }

  public SubjectException(String message, Throwable cause) {
    super(message, cause);
  }
}
