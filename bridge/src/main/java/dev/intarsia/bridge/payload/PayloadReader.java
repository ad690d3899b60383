package dev.intarsia.bridge.payload;

import dev.intarsia.bridge.memory.MemoryPeer;
import dev.intarsia.bridge.memory.PayloadRegion;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.payload.PayloadError;
import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Reads one payload at a time, from header words that were read once. Every length and offset is
 * checked against the slot or the payload area before anything is read, so that a hostile peer can
 * make a call fail and no more. Reused for every frame of a lane; one thread at a time.
 *
 * <p>What a peer can make this side allocate is bounded by the size of the payload area.
 */
public final class PayloadReader {
  private final MemorySegment headers;
  private final PayloadRegion region;
  private final MemoryPeer peer;
  private final Utf8 utf8 = new Utf8();

  private long slotOffset;
  private long start;
  private long end;
  private long length;

  /**
   * @param headers the lane's header slots
   * @param peer the writer; the pointers and descriptors of another process are not ours
   */
  public PayloadReader(MemorySegment headers, PayloadRegion region, MemoryPeer peer) {
    this.headers = headers;
    this.region = region;
    this.peer = peer;
  }

  /**
   * Reads a payload.
   *
   * @param slotOffset where the header slot starts
   * @param start header word 3
   * @param end header word 4
   * @param length header word 5
   * @throws PayloadException when the words describe no payload
   */
  public <V> V read(long slotOffset, int tag, int start, int end, int length, PayloadFactory<V> factory) {
    if (tag == PayloadTag.FLOAT64) {
      return factory.number(Double.longBitsToDouble(immediate(start, end)));
    }
    this.slotOffset = slotOffset;
    this.start = Integer.toUnsignedLong(start);
    this.end = Integer.toUnsignedLong(end);
    this.length = Integer.toUnsignedLong(length);
    return dispatch(tag, immediate(start, end), factory);
  }

  private <V> V dispatch(int tag, long bits, PayloadFactory<V> factory) {
    return switch (tag) {
      case PayloadTag.NAN,
          PayloadTag.TRUE,
          PayloadTag.FALSE,
          PayloadTag.NULL,
          PayloadTag.UNDEFINED,
          PayloadTag.BIGINT64,
          PayloadTag.DATE -> ImmediatePayloads.read(tag, bits, factory);
      case PayloadTag.STATIC_STRING,
          PayloadTag.STRING,
          PayloadTag.STATIC_JSON,
          PayloadTag.JSON,
          PayloadTag.STATIC_SYMBOL,
          PayloadTag.SYMBOL,
          PayloadTag.ERROR,
          PayloadTag.STATIC_EXTERNAL,
          PayloadTag.EXTERNAL -> TextPayloads.read(this, tag, factory);
      case PayloadTag.STATIC_BIGINT -> factory.bigint(BigIntPayloads.read(bytes(inlineBytes())));
      case PayloadTag.BIGINT -> factory.bigint(BigIntPayloads.read(bytes(regionBytes())));
      case PayloadTag.ENVELOPE_STATIC_HEADER,
          PayloadTag.ENVELOPE_DYNAMIC_HEADER,
          PayloadTag.ENVELOPE_STATIC_HEADER_STRING,
          PayloadTag.ENVELOPE_DYNAMIC_HEADER_STRING,
          PayloadTag.ENVELOPE_STATIC_HEADER_EXTERNAL,
          PayloadTag.ENVELOPE_DYNAMIC_HEADER_EXTERNAL,
          PayloadTag.ENVELOPE_STATIC_HEADER_STRING_EXTERNAL,
          PayloadTag.ENVELOPE_DYNAMIC_HEADER_STRING_EXTERNAL -> EnvelopePayloads.read(this, tag, factory);
      case PayloadTag.PROCESS_SHARED_BUFFER, PayloadTag.BUFFER_REFERENCE, PayloadTag.SHARED_ARRAY_BUFFER ->
        DescriptorPayloads.read(this, tag, factory);
      default -> BinaryPayloads.read(this, BinaryKind.ofTag(tag), BinaryKind.isInline(tag), factory);
    };
  }

  private static long immediate(int low, int high) {
    return Integer.toUnsignedLong(low) | ((long) high << Integer.SIZE);
  }

  static PayloadException unknownTag(int tag) {
    return new PayloadException("Payload tag " + Integer.toUnsignedString(tag)
        + " does not exist. The peer speaks another version or is broken.");
  }

  long length() {
    return length;
  }

  boolean processBoundary() {
    return peer.crosses();
  }

  MemoryPeer peer() {
    return peer;
  }

  String inlineText() {
    return utf8.read(headers, slotOffset, inlineLength());
  }

  MemorySegment inlineBytes() {
    return headers.asSlice(slotOffset, inlineLength());
  }

  private int inlineLength() {
    if (length > HeaderLayout.INLINE_CAPACITY_BYTES) {
      throw new PayloadException(
          "Inline payload of " + length + " bytes; a slot holds " + HeaderLayout.INLINE_CAPACITY_BYTES + ".");
    }
    return (int) length;
  }

  String regionText() {
    return text(start, length);
  }

  <V> V inlineJson(PayloadFactory<V> factory) {
    return factory.json(headers, slotOffset, inlineLength());
  }

  <V> V regionJson(PayloadFactory<V> factory) {
    MemorySegment data = region.data();
    return factory.json(data, start, checked(data, start, length));
  }

  MemorySegment regionBytes() {
    return slice(start, length);
  }

  /** The body of an envelope, that far behind the payload's start. */
  MemorySegment bodyBytes(long offset) {
    return end == 0 ? MemorySegment.NULL : slice(start + offset, end);
  }

  String bodyExternal(long offset) {
    return checkedExternal(text(start + offset, end));
  }

  /** Refuses an external payload that holds another process's address. */
  String checkedExternal(String json) {
    if (processBoundary() && ExternalPayloads.holdsPointer(json)) {
      throw new PayloadException(PayloadError.PROCESS_LOCAL_POINTER);
    }
    return json;
  }

  private String text(long from, long bytes) {
    MemorySegment data = region.data();
    return utf8.read(data, from, checked(data, from, bytes));
  }

  private MemorySegment slice(long from, long bytes) {
    MemorySegment data = region.data();
    return data.asSlice(from, checked(data, from, bytes));
  }

  /** All are unsigned 32-bit numbers or sums of two of them: nothing overflows. */
  private static int checked(MemorySegment data, long from, long bytes) {
    if (from + bytes > data.byteSize() || bytes > Integer.MAX_VALUE - Long.BYTES) {
      throw new PayloadException("Payload of " + bytes + " bytes at " + from + " is beyond the payload area of "
          + data.byteSize() + " bytes.");
    }
    return (int) bytes;
  }

  private static byte[] bytes(MemorySegment segment) {
    return segment.toArray(ValueLayout.JAVA_BYTE);
  }
}
