package dev.intarsia.conformance.vectors;

/** A vector folder that cannot be read. The message names the file and the line. */
public final class VectorFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VectorFormatException(String message) {
    super(message);
  }
}
