package dev.intarsia.bridge.payload;

import dev.intarsia.bridge.memory.MemoryPeer;
import dev.intarsia.bridge.memory.PayloadRegion;
import dev.intarsia.bridge.memory.ProcessSharedBuffer;
import dev.intarsia.bridge.region.RegionAllocator;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.payload.PayloadError;
import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Writes one payload at a time: inline into a header slot, or into a region of the payload area, and
 * keeps what the header's words have to say of it. Reused for every frame of a lane; one thread at a
 * time. The tag families hold the rules; this holds the state.
 */
public final class PayloadWriter implements PayloadSink {
  private static final ValueLayout.OfLong TWO_WORDS =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long WORD_MASK = 0xFFFF_FFFFL;

  final MemorySegment headers;
  final Utf8 utf8 = new Utf8();
  private final PayloadRegion region;
  private final RegionAllocator regions;
  private final MemoryPeer peer;
  private final int maxPayloadBytes;

  /** Where the slot being written starts in {@link #headers}. */
  long slotOffset;

  private int tag;
  private long startAndEnd;
  private int length;
  private int regionSlot = RegionAllocator.NONE;

  /**
   * @param headers the lane's header slots
   * @param regions who hands out the lane's regions
   * @param peer the reader; no pointer may reach another process
   */
  public PayloadWriter(MemorySegment headers, PayloadRegion region, RegionAllocator regions, MemoryPeer peer) {
    this.headers = headers;
    this.region = region;
    this.regions = regions;
    this.peer = peer;
    this.maxPayloadBytes = region.maxPayloadBytes();
  }

  /**
   * Starts a payload.
   *
   * @param slotOffset where its header slot starts
   */
  public void begin(long slotOffset) {
    this.slotOffset = slotOffset;
    tag = PayloadTag.UNREACHABLE;
    regionSlot = RegionAllocator.NONE;
  }

  /** Gives back what a payload took that will not be published. */
  public void abandon() {
    if (regionSlot != RegionAllocator.NONE) {
      regions.cancel(regionSlot);
      regionSlot = RegionAllocator.NONE;
    }
    tag = PayloadTag.UNREACHABLE;
  }

  /**
   * Writes the header words of the payload and the frame; nothing of it shows until the slot is
   * published.
   *
   * @param slotMeta 27 bits
   * @throws IllegalStateException when the encoder said that it wrote a payload, and wrote none
   */
  public void finish(int word0, int taskId, int slotMeta) {
    if (tag == PayloadTag.UNREACHABLE) {
      throw new IllegalStateException("The encoder returned true and called no method of the sink.");
    }
    int slot = regionSlot == RegionAllocator.NONE ? 0 : regionSlot;
    writeWords(word0, taskId, tag, startAndEnd, length, (slotMeta << HeaderLayout.REGION_META_SHIFT) | slot);
  }

  /** The whole frame of a number, without a detour through the payload's state. */
  public void writeNumber(long slotOffset, int word0, int taskId, int slotMeta, double value) {
    this.slotOffset = slotOffset;
    boolean nan = Double.isNaN(value);
    writeWords(
        word0,
        taskId,
        nan ? PayloadTag.NAN : PayloadTag.FLOAT64,
        nan ? 0 : Double.doubleToRawLongBits(value),
        0,
        slotMeta << HeaderLayout.REGION_META_SHIFT);
  }

  private void writeWords(int word0, int taskId, int tag, long startAndEnd, int length, int regionWord) {
    MemorySegment target = headers;
    long at = slotOffset;
    target.set(TWO_WORDS, at + HeaderLayout.FUNCTION_OFFSET, pair(word0, taskId));
    target.set(TWO_WORDS, at + HeaderLayout.TAG_OFFSET, tag | (startAndEnd << Integer.SIZE));
    target.set(TWO_WORDS, at + HeaderLayout.END_OFFSET, pair((int) (startAndEnd >>> Integer.SIZE), length));
    target.set(TWO_WORDS, at + HeaderLayout.REGION_OFFSET, regionWord & WORD_MASK);
  }

  private static long pair(int low, int high) {
    return (low & WORD_MASK) | ((long) high << Integer.SIZE);
  }

  /** Notes a payload that is all in the header's words 3 and 4. */
  boolean immediate(int tag, long bits) {
    claim(tag);
    startAndEnd = bits;
    length = 0;
    return true;
  }

  /** Notes a payload that was written to the start of the slot. */
  boolean inline(int tag, int length) {
    claim(tag);
    startAndEnd = 0;
    this.length = length;
    return true;
  }

  /** Notes a payload that was written to the reserved region, and gives back what it did not take. */
  boolean inRegion(int tag, int length, int end, long usedBytes) {
    claim(tag);
    this.length = length;
    startAndEnd = pair((int) regions.startOf(regionSlot), end);
    regions.setLength(regionSlot, usedBytes);
    return true;
  }

  /** Keeps the reserved region as large as it is: nothing was written to it. */
  boolean inRegionAsReserved(int tag, int length, int end) {
    claim(tag);
    this.length = length;
    startAndEnd = pair((int) regions.startOf(regionSlot), end);
    return true;
  }

  private void claim(int tag) {
    if (this.tag != PayloadTag.UNREACHABLE) {
      throw new IllegalStateException("The encoder called more than one method of the sink.");
    }
    this.tag = tag;
  }

  /**
   * Checks a size against the limit of one payload.
   *
   * @throws PayloadException when it is over
   */
  void checkLimit(long bytes, String type) {
    if (bytes > maxPayloadBytes) {
      throw new PayloadException(PayloadError.overLimit(maxPayloadBytes, bytes, type));
    }
  }

  /**
   * What to reserve for a text: three bytes a character, unless that is over the limit and the exact
   * size is not.
   *
   * @param extraBytes what goes into the same region
   */
  long textReserve(String text, long extraBytes, String type) {
    long estimated = Utf8.maxBytes(text);
    if (estimated + extraBytes <= maxPayloadBytes) {
      return estimated;
    }
    long exact = Utf8.exactBytes(text);
    checkLimit(exact + extraBytes, type);
    return exact;
  }

  /** What to reserve for a text that is UTF-8 already: the same as for its characters. */
  long textReserve(byte[] utf8, int length, String type) {
    long estimated = Utf8.maxBytes(utf8, length);
    if (estimated <= maxPayloadBytes) {
      return estimated;
    }
    checkLimit(length, type);
    return length;
  }

  /**
   * Takes a region that the payload is then written to.
   *
   * @param writtenBytes what will be written at most; it has to lie within the payload area
   * @return false when there is no room now, but will be when the reader has freed some
   * @throws PayloadException when the area is too small even when it is empty
   */
  boolean reserve(long reserveBytes, long writtenBytes) {
    return reserve(reserveBytes, writtenBytes, reserveBytes, null);
  }

  /** Takes a region for a text: its exact size where there is no place for what {@link #textReserve} gave. */
  boolean reserveText(long reserveBytes, String text) {
    return reserve(reserveBytes, reserveBytes, reserveBytes, text);
  }

  /** The same for a text whose exact size is known. */
  boolean reserveText(long reserveBytes, long exactBytes) {
    return reserve(reserveBytes, reserveBytes, exactBytes, null);
  }

  private boolean reserve(long reserveBytes, long writtenBytes, long exactBytes, @Nullable String text) {
    int slot = regions.reserve(reserveBytes);
    if (slot == RegionAllocator.NONE) {
      regions.reclaim();
      slot = regions.reserve(reserveBytes);
      if (slot == RegionAllocator.NONE) {
        return false;
      }
    }
    long start = regions.startOf(slot);
    if (writtenBytes != 0 && !region.ensureCapacity(start + writtenBytes)) {
      regions.cancel(slot);
      long exact = text == null ? exactBytes : Utf8.exactBytes(text);
      if (exact < reserveBytes) {
        return reserve(exact, exact, exact, null);
      }
      if (start != 0) {
        // Others lie before it. Once they are freed it will start at 0.
        return false;
      }
      throw new PayloadException(PayloadError.unsupported(PayloadError.CAPACITY));
    }
    regionSlot = slot;
    return true;
  }

  /** Where the reserved region starts in {@link #data}. */
  long start() {
    return regions.startOf(regionSlot);
  }

  /** The payload area, after {@link #reserve}. */
  MemorySegment data() {
    return region.data();
  }

  boolean processBoundary() {
    return peer.crosses();
  }

  MemoryPeer peer() {
    return peer;
  }

  @Override
  public boolean number(double value) {
    return ImmediatePayloads.number(this, value);
  }

  @Override
  public boolean bool(boolean value) {
    return immediate(value ? PayloadTag.TRUE : PayloadTag.FALSE, 0);
  }

  @Override
  public boolean nul() {
    return immediate(PayloadTag.NULL, 0);
  }

  @Override
  public boolean undefined() {
    return immediate(PayloadTag.UNDEFINED, 0);
  }

  @Override
  public boolean bigint(long value) {
    return immediate(PayloadTag.BIGINT64, value);
  }

  @Override
  public boolean bigint(BigInteger value) {
    return BigIntPayloads.write(this, value);
  }

  @Override
  public boolean date(double epochMs) {
    return immediate(PayloadTag.DATE, Double.doubleToLongBits(epochMs));
  }

  @Override
  public boolean string(String value) {
    return TextPayloads.string(this, value);
  }

  @Override
  public boolean symbol(String key) {
    return TextPayloads.symbol(this, key);
  }

  @Override
  public boolean json(String text) {
    return TextPayloads.json(this, text);
  }

  @Override
  public boolean json(byte[] utf8, int length) {
    return TextPayloads.json(this, utf8, length);
  }

  @Override
  public boolean error(String jsonText) {
    return TextPayloads.error(this, jsonText);
  }

  @Override
  public boolean external(String json) {
    ExternalPayloads.checkBoundary(json, processBoundary());
    return TextPayloads.external(this, json);
  }

  @Override
  public boolean binary(BinaryKind kind, MemorySegment bytes) {
    return BinaryPayloads.write(this, kind, bytes);
  }

  @Override
  public boolean binary(BinaryKind kind, byte[] bytes, int from, int length) {
    return BinaryPayloads.write(this, kind, bytes, from, length);
  }

  @Override
  public boolean binary(BinaryKind kind, int[] elements) {
    return BinaryPayloads.write(this, kind, elements);
  }

  @Override
  public boolean binary(BinaryKind kind, long[] elements) {
    return BinaryPayloads.write(this, kind, elements);
  }

  @Override
  public boolean binary(BinaryKind kind, double[] elements) {
    return BinaryPayloads.write(this, kind, elements);
  }

  @Override
  public boolean envelope(String header, boolean headerIsJson, MemorySegment body) {
    return EnvelopePayloads.withBytes(this, header, headerIsJson, body);
  }

  @Override
  public boolean envelopeExternal(String header, boolean headerIsJson, String externalJson) {
    ExternalPayloads.checkBoundary(externalJson, processBoundary());
    return EnvelopePayloads.withExternal(this, header, headerIsJson, externalJson);
  }

  @Override
  public boolean processSharedBuffer(int[] words) {
    return DescriptorPayloads.processSharedBuffer(this, words);
  }

  @Override
  public boolean processSharedBuffer(ProcessSharedBuffer buffer) {
    return SharedBufferPayloads.write(this, buffer);
  }

  @Override
  public boolean envelope(String header, boolean headerIsJson, ProcessSharedBuffer body) {
    return envelopeExternal(header, headerIsJson, SharedBufferPayloads.external(body, peer));
  }

  @Override
  public boolean sharedArrayBuffer(int[] words) {
    return DescriptorPayloads.sharedArrayBuffer(this, words);
  }

  @Override
  public boolean bufferReference(int[] words) {
    return DescriptorPayloads.bufferReference(this, words);
  }
}
