package dev.intarsia.conformance.subject;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.memory.MemoryPeer;
import dev.intarsia.bridge.memory.PayloadRegion;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.layout.RegionLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * One frame in a lane of its own: a value is published into it, or words and bytes are put into it and drained. The
 * lane is zeroed for each frame.
 */
public final class FrameImage {
  private static final ValueLayout.OfInt WORD = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int START = 3;

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment lockSector = arena.allocate(LockLayout.SECTOR_BYTES, LockLayout.CACHE_LINE_BYTES);
  private final MemorySegment headers = arena.allocate(HeaderLayout.HEADERS_BYTES, LockLayout.CACHE_LINE_BYTES);
  private final boolean processBoundary;
  private MemorySegment area = MemorySegment.NULL;
  private LaneMemory lane;

  /**
   * Makes an empty lane.
   *
   * @param capacityBytes of the payload area
   * @param maxPayloadBytes the limit of one payload, 0 for an eighth of the capacity
   * @param processBoundary whether addresses are refused
   */
  public FrameImage(long capacityBytes, int maxPayloadBytes, boolean processBoundary) {
    this.processBoundary = processBoundary;
    this.lane = clear(capacityBytes, maxPayloadBytes);
  }

  /** Zeroes the lane, and gives it a payload area of that size. */
  public LaneMemory clear(long capacityBytes, int maxPayloadBytes) {
    lockSector.fill((byte) 0);
    headers.fill((byte) 0);
    if (area.byteSize() == capacityBytes) {
      area.fill((byte) 0);
    } else {
      area = arena.allocate(capacityBytes, LockLayout.CACHE_LINE_BYTES);
    }
    int limit = maxPayloadBytes > 0 ? maxPayloadBytes : (int) Math.min(capacityBytes >> 3, Integer.MAX_VALUE);
    lane =
        new LaneMemory(lockSector, headers, HeaderLayout.SLOT_STRIDE_BYTES, PayloadRegion.fixed(area, limit), peer());
    return lane;
  }

  private MemoryPeer peer() {
    return processBoundary ? MemoryPeer.process() : MemoryPeer.SAME_PROCESS;
  }

  /**
   * Publishes one value.
   *
   * @return the slot that it is in
   * @throws PayloadException when the value is refused
   */
  public <V> int publish(int word0, int taskId, int slotMeta, PayloadEncoder<V> encoder, V value) {
    if (!new MailboxPublisher(lane).tryPublish(word0, taskId, slotMeta, encoder, value)) {
      throw new PayloadException("no room in an empty lane");
    }
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(lane.hostBits());
  }

  /**
   * Puts a published frame into the lane.
   *
   * @param words the eight header words
   * @param lockWords host, worker, payload host, payload worker
   * @throws IllegalArgumentException when the bytes do not fit
   */
  public void put(int slot, int[] words, int[] lockWords, byte[] inline, byte[] regionBytes) {
    long base = lane.slotOffset(slot);
    if (inline.length > HeaderLayout.INLINE_CAPACITY_BYTES) {
      throw new IllegalArgumentException(
          inline.length + " inline bytes; a slot has " + HeaderLayout.INLINE_CAPACITY_BYTES);
    }
    MemorySegment.copy(inline, 0, headers, ValueLayout.JAVA_BYTE, base, inline.length);
    for (int i = 0; i < words.length; i++) {
      headers.set(WORD, base + HeaderLayout.TASK_LINE_OFFSET + (long) i * Integer.BYTES, words[i]);
    }
    long start = RegionLayout.DATA_OFFSET + Integer.toUnsignedLong(words[START]);
    if (regionBytes.length != 0) {
      if (start + regionBytes.length > area.byteSize()) {
        throw new IllegalArgumentException(
            "region bytes end at " + (start + regionBytes.length) + "; the payload area has " + area.byteSize());
      }
      MemorySegment.copy(regionBytes, 0, area, ValueLayout.JAVA_BYTE, start, regionBytes.length);
    }
    for (int i = 0; i < lockWords.length; i++) {
      lockSector.set(WORD, (long) i * LockLayout.CACHE_LINE_BYTES, lockWords[i]);
    }
  }

  /**
   * Drains the one frame.
   *
   * @throws PayloadException when the frame is no payload
   * @throws IllegalArgumentException when there is not exactly one frame
   */
  public <V> V drain(PayloadFactory<V> factory) {
    Drained<V> drained = new Drained<>();
    new MailboxDrainer(lane).drain(frame -> drained.take(frame.decode(factory)));
    V value = drained.value;
    if (drained.count != 1 || value == null) {
      throw new IllegalArgumentException("the lock words show " + drained.count + " frames; expected one");
    }
    return value;
  }

  /** The header words of a slot. */
  public int[] words(int slot) {
    int[] words = new int[HeaderLayout.WORDS];
    for (int i = 0; i < words.length; i++) {
      words[i] = lane.headerWord(slot, i);
    }
    return words;
  }

  /** The first bytes of a slot. */
  public byte[] inline(int slot, long bytes) {
    return headers.asSlice(lane.slotOffset(slot), bytes).toArray(ValueLayout.JAVA_BYTE);
  }

  /** Bytes of the payload area, from a header's word 3 on. */
  public byte[] region(long start, long bytes) {
    return area.asSlice(RegionLayout.DATA_OFFSET + start, bytes).toArray(ValueLayout.JAVA_BYTE);
  }

  public LaneMemory lane() {
    return lane;
  }

  private static final class Drained<V> {
    private @Nullable V value;
    private int count;

    void take(V decoded) {
      value = decoded;
      count++;
    }
  }
}
