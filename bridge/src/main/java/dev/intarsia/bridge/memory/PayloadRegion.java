package dev.intarsia.bridge.memory;

import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.layout.RegionLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The payload bytes of one direction. A fixed region is a slice of a mapping. A growable one exists in
 * one process only, in the Java heap: it starts small and is replaced by a larger copy when a payload
 * needs it, up to its maximum. From there values are made without a detour over zeroed memory.
 *
 * <p>Growing is the publisher's. A reader that still holds the smaller copy may finish with it: the
 * bytes of a published payload are never written again, and the collector frees the copy.
 */
public final class PayloadRegion {
  /** What an area of this process takes before its first large payload, whatever its initial size. */
  private static final long FIRST_BYTES = 256 * 1024;
  /** The longest array that every JVM grants. */
  private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final long initialBytes;
  private final long maxBytes;
  private final int maxPayloadBytes;

  /** Written by the publisher when it grows the region, read by both sides. */
  private volatile MemorySegment data;

  private PayloadRegion(MemorySegment bytes, long initialBytes, long maxBytes, int maxPayloadBytes) {
    this.initialBytes = initialBytes;
    this.maxBytes = maxBytes;
    this.maxPayloadBytes = maxPayloadBytes;
    this.data = dataOf(bytes);
  }

  /**
   * A region of one size.
   *
   * @param bytes the whole area, with its unused first line
   * @param maxPayloadBytes the most that one payload may take
   */
  public static PayloadRegion fixed(MemorySegment bytes, int maxPayloadBytes) {
    return new PayloadRegion(bytes, bytes.byteSize(), bytes.byteSize(), maxPayloadBytes);
  }

  /**
   * A region in this process alone.
   *
   * @param initialBytes the size that it grows to at first, the unused first line included
   * @param maxBytes the size that it may grow to
   * @param maxPayloadBytes the most that one payload may take
   */
  public static PayloadRegion inProcess(long initialBytes, long maxBytes, int maxPayloadBytes) {
    return new PayloadRegion(allocate(Math.min(initialBytes, FIRST_BYTES)), initialBytes, maxBytes, maxPayloadBytes);
  }

  /** The bytes that payload offsets count from. Read it once for one payload. */
  public MemorySegment data() {
    return data;
  }

  public int maxPayloadBytes() {
    return maxPayloadBytes;
  }

  /**
   * Makes room up to an offset, growing where that is possible. Called by the publisher alone.
   *
   * @param neededBytes the end of the payload, from the start of {@link #data}
   * @return false when the region can't be that large
   */
  public boolean ensureCapacity(long neededBytes) {
    return neededBytes <= data.byteSize() || grow(neededBytes);
  }

  private boolean grow(long neededBytes) {
    long limit = Math.max(0, maxBytes - RegionLayout.DATA_OFFSET);
    if (neededBytes > limit) {
      return false;
    }
    MemorySegment old = data;
    long size = Math.min(limit, Math.max(neededBytes, Math.max(initialBytes, 2 * old.byteSize())));
    MemorySegment larger = dataOf(allocate(RegionLayout.DATA_OFFSET + size));
    MemorySegment.copy(old, 0, larger, 0, old.byteSize());
    data = larger;
    return true;
  }

  private static MemorySegment allocate(long bytes) {
    return bytes <= LONGEST_ARRAY
        ? MemorySegment.ofArray(new byte[(int) bytes])
        : Arena.ofAuto().allocate(bytes, LockLayout.CACHE_LINE_BYTES);
  }

  private static MemorySegment dataOf(MemorySegment bytes) {
    return bytes.asSlice(Math.min(bytes.byteSize(), RegionLayout.DATA_OFFSET));
  }
}
