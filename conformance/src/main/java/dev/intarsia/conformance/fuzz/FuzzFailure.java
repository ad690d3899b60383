package dev.intarsia.conformance.fuzz;

/** A mutated frame that did something else than give a value or be refused. The message has what repeats it. */
public final class FuzzFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FuzzFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
