package dev.intarsia.bridge.worker;

/**
 * How a worker sleeps and how it tells its host that something moved. Every method is called by the
 * worker's own thread.
 *
 * <p>The sleeping side is a store-load handshake: {@link #prepareWait} makes the declaration visible
 * before the worker looks at its mailbox once more, and the host looks at the declaration after it
 * has published. One of the two sees the other.
 */
public interface WorkerSignals {
  /** Declares that the worker is about to wait. Acts as a full fence. */
  void prepareWait();

  /**
   * Waits until the host wakes the worker, or for {@code maxNs}. May return early.
   *
   * @param maxNs nanoseconds; {@link Long#MAX_VALUE} is without a limit
   */
  void await(long maxNs);

  /** Takes the declaration back: the worker is awake. */
  void endWait();

  /** Replies were published or request slots were freed. Called once per batch; wakes a host thread that waits for just that. */
  void progressed();

  /**
   * Whether a host thread seems to wait for this worker's next move. No fence: {@link #progressed}, which follows each
   * batch, finds one that was missed here.
   */
  default boolean hostWaits() {
    return false;
  }

  /** Replies lie unread and the worker is about to do something else: run a long task, or sleep. */
  void repliesUnread();

  /** Whether the host is at work on this lane right now, so that parking would cost more than spinning. */
  default boolean hostActive() {
    return false;
  }
}
