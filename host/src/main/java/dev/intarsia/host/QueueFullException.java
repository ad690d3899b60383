package dev.intarsia.host;

/** The queue is full and its policy is to reject. */
public final class QueueFullException extends PoolException {
  private static final long serialVersionUID = 1L;

  public QueueFullException(String message) {
    super(message);
  }
}
