package dev.intarsia.bridge.wake;

/**
 * Where one idle side waits for the other. The waiter takes a ticket, looks for work once more and then
 * waits; a wake after the ticket was taken ends the wait, so none is lost.
 */
public interface WaitPoint {
  /** What the point stands at now. */
  int ticket();

  /** Waits until a wake that is newer than {@code ticket}, or {@code timeoutNs}; may return for no reason. */
  void await(int ticket, long timeoutNs);

  /** Ends the wait of whoever waits. Never blocks. */
  void wake();
}
