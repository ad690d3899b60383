package dev.intarsia.host.value;

import dev.intarsia.host.PoolException;

/** A value that is not what the caller or the task asked for. The message names the place within the value. */
public final class ConversionException extends PoolException {
  private static final long serialVersionUID = 1L;

  public ConversionException(String message) {
    super(message);
  }

  ConversionException(String message, Throwable cause) {
    super(message, cause);
  }
}
