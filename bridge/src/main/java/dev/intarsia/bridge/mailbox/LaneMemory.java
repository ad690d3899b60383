package dev.intarsia.bridge.mailbox;

import dev.intarsia.bridge.memory.MemoryPeer;
import dev.intarsia.bridge.memory.PayloadRegion;
import dev.intarsia.bridge.memory.ProcessMapping;
import dev.intarsia.bridge.memory.SharedWords;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.LockLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The memory of one lane: one direction of one worker.
 *
 * @param lockSector the 256-byte lock sector
 * @param headers the header slots, from the first to the end of the last
 * @param slotStrideBytes from the start of a slot to the start of the next; two lanes may interleave
 * @param region the payload bytes
 * @param peer who the other side is
 */
public record LaneMemory(
    MemorySegment lockSector, MemorySegment headers, int slotStrideBytes, PayloadRegion region, MemoryPeer peer) {
  private static final ValueLayout.OfInt WORD = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  public LaneMemory {
    long span = (long) slotStrideBytes * (LockLayout.SLOTS - 1) + HeaderLayout.SLOT_STRIDE_BYTES;
    if (slotStrideBytes < HeaderLayout.SLOT_STRIDE_BYTES || headers.byteSize() < span) {
      throw new IllegalArgumentException(
          "Headers of " + headers.byteSize() + " bytes with a stride of " + slotStrideBytes + "; 32 slots take " + span
              + " bytes at a stride of " + HeaderLayout.SLOT_STRIDE_BYTES + " or more.");
    }
    if (lockSector.byteSize() < LockLayout.SECTOR_BYTES) {
      throw new IllegalArgumentException(
          "Lock sector of " + lockSector.byteSize() + " bytes; it takes " + LockLayout.SECTOR_BYTES + ".");
    }
  }

  /**
   * One direction of a process worker, for a publisher or a drainer.
   *
   * @param maxPayloadBytes the most that one payload may take
   */
  public static LaneMemory of(ProcessMapping.LanePart part, long maxPayloadBytes) {
    int limit = (int) Math.min(maxPayloadBytes, Integer.MAX_VALUE);
    return new LaneMemory(
        part.lockSector(),
        part.headers(),
        part.slotStrideBytes(),
        PayloadRegion.fixed(part.payload(), limit),
        part.peer());
  }

  /** A lane within this process, its memory freed when nobody refers to it. */
  public static LaneMemory inProcess(PayloadOptions options) {
    return inProcess(options.createInProcess());
  }

  /** A lane within this process with a payload area of the caller's. */
  public static LaneMemory inProcess(PayloadRegion region) {
    Arena arena = Arena.ofAuto();
    MemorySegment lockSector = arena.allocate(LockLayout.SECTOR_BYTES, LockLayout.CACHE_LINE_BYTES);
    MemorySegment headers = arena.allocate(HeaderLayout.HEADERS_BYTES, LockLayout.CACHE_LINE_BYTES);
    return new LaneMemory(lockSector, headers, HeaderLayout.SLOT_STRIDE_BYTES, region, MemoryPeer.SAME_PROCESS);
  }

  /** Where a slot starts in the headers. */
  public long slotOffset(int slot) {
    return (long) slot * slotStrideBytes;
  }

  /** A header word as it is now, for tools and tests. */
  public int headerWord(int slot, int word) {
    return headers.get(WORD, slotOffset(slot) + HeaderLayout.TASK_LINE_OFFSET + (long) word * Integer.BYTES);
  }

  public int hostBits() {
    return SharedWords.getAcquire(lockSector, LockLayout.HOST_BITS_OFFSET);
  }

  public int workerBits() {
    return SharedWords.getAcquire(lockSector, LockLayout.WORKER_BITS_OFFSET);
  }

  public int payloadHostBits() {
    return SharedWords.getAcquire(lockSector, LockLayout.PAYLOAD_HOST_BITS_OFFSET);
  }

  public int payloadWorkerBits() {
    return SharedWords.getAcquire(lockSector, LockLayout.PAYLOAD_WORKER_BITS_OFFSET);
  }
}
