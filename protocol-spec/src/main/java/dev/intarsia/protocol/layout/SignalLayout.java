package dev.intarsia.protocol.layout;

/**
 * The signal words: three 32-bit words, each alone on its cache line.
 *
 * <pre>
 *   byte    0         64          128         192
 *           +---------+-----------+-----------+
 *           | op      | rxStatus  | txStatus  |
 *           +---------+-----------+-----------+
 * </pre>
 */
public final class SignalLayout {
  /** Written by the host, waited on by the worker: changes when there may be work. */
  public static final int OP_OFFSET = 0;
  /** Written by the worker: {@link #RUNNING} or {@link #PARKED}. */
  public static final int RX_STATUS_OFFSET = LockLayout.CACHE_LINE_BYTES;
  /** Written by the host: {@link #RUNNING} while it looks at the lane, which keeps the worker from parking. */
  public static final int TX_STATUS_OFFSET = 2 * LockLayout.CACHE_LINE_BYTES;

  public static final int SIGNALS_BYTES = 3 * LockLayout.CACHE_LINE_BYTES;

  public static final int PARKED = 0;
  public static final int RUNNING = 1;

  private SignalLayout() {}
}
