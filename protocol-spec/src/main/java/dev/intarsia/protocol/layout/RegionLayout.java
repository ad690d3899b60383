package dev.intarsia.protocol.layout;

/**
 * One direction's payload area: a line that is never used, then the data that header word 3 counts from.
 *
 * <pre>
 *   byte    0          64                                        capacity
 *           +----------+--------------------------------------------+
 *           | not used | data: payloads, each on a multiple of 64   |
 *           +----------+--------------------------------------------+
 * </pre>
 */
public final class RegionLayout {
  public static final int DATA_OFFSET = LockLayout.CACHE_LINE_BYTES;
  /** Every payload starts on a multiple of this, and takes a multiple of it. */
  public static final int ALIGNMENT_BYTES = LockLayout.CACHE_LINE_BYTES;

  private RegionLayout() {}
}
