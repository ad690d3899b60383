package dev.intarsia.bridge.boot;

import dev.intarsia.protocol.layout.HeaderLayout;

/**
 * One direction's slices.
 *
 * @param headerSlotStrideWords 32-bit words from one slot to the next
 * @param lockSector the mailbox's lock words
 * @param payloadSector the payload allocator's lock words: the same sector in every mapping known
 */
public record LaneDescriptor(
    MemorySlice headers,
    int headerSlotStrideWords,
    MemorySlice lockSector,
    MemorySlice payloadSector,
    MemorySlice payload) {

  public int headerSlotStrideBytes() {
    return headerSlotStrideWords * Integer.BYTES;
  }

  /** The stride of a mapping whose slots lie one after another. */
  public static int packedStrideWords() {
    return HeaderLayout.SLOT_STRIDE_BYTES / Integer.BYTES;
  }
}
