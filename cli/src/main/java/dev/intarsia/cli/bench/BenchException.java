package dev.intarsia.cli.bench;

import org.jspecify.annotations.Nullable;

/** A measurement that could not be made: a call failed, a wrong value came back, a peer did not run. */
public final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BenchException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
