package dev.intarsia.bridge.payload;

/** A value that can't be written, or bytes that are no payload. The message says what, where and how to mend it. */
public final class PayloadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PayloadException(String message) {
    super(message);
  }

  public PayloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
