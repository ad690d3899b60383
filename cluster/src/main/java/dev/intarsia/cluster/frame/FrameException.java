package dev.intarsia.cluster.frame;

/** Bytes that are no frame, or a frame that no honest node sends. */
public final class FrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FrameException(String message) {
    super(message);
  }
}
