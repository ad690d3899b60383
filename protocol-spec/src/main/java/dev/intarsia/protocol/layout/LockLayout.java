package dev.intarsia.protocol.layout;

/**
 * The 256-byte lock sector of one lane: four 32-bit words, each alone on its cache line.
 *
 * <pre>
 *   byte    0         64          128              192              256
 *           +---------+-----------+----------------+----------------+
 *           | host    | worker    | payload host   | payload worker |
 *           +---------+-----------+----------------+----------------+
 * </pre>
 *
 * A slot is in use while its bits in the host and the worker word differ. The publisher alone writes
 * the host words, the drainer alone the worker word; the payload worker word is toggled atomically by
 * either.
 */
public final class LockLayout {
  /** Slots of a mailbox, and regions of a payload area: one bit of a lock word each. */
  public static final int SLOTS = 32;

  public static final int CACHE_LINE_BYTES = 64;
  public static final int HOST_BITS_OFFSET = 0;
  public static final int WORKER_BITS_OFFSET = CACHE_LINE_BYTES;
  public static final int PAYLOAD_HOST_BITS_OFFSET = 2 * CACHE_LINE_BYTES;
  public static final int PAYLOAD_WORKER_BITS_OFFSET = 3 * CACHE_LINE_BYTES;
  public static final int SECTOR_BYTES = 4 * CACHE_LINE_BYTES;

  private LockLayout() {}
}
