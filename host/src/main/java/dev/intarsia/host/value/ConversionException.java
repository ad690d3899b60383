package dev.intarsia.host.value;

/** A value that is not what the caller or the task asked for. The message names the place within the value. */
public final class ConversionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConversionException(String message) {
    super(message);
  }

  ConversionException(String message, Throwable cause) {
    super(message, cause);
  }
}
