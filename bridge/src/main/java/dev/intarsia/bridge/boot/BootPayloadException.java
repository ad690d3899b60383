package dev.intarsia.bridge.boot;

/** A boot payload that is missing, is no JSON, or has a field that is missing or wrong. The message names the field. */
public final class BootPayloadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BootPayloadException(String message) {
    super(message);
  }

  BootPayloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
