package dev.intarsia.js.payload;

import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadSink;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.graalvm.polyglot.Value;

/**
 * Bytes between segments and JS-owned ArrayBuffers. Reading is one bulk call. There is no bulk call for
 * writing: the bytes are copied into a buffer that JS sees, and JS sets them, eight at a time, into a
 * fresh ArrayBuffer. See docs/decisions for the ways that were measured.
 */
final class ByteStaging {
  private static final int SMALLEST_BYTES = 64 * 1024;
  /** A staging buffer larger than this is dropped after use. */
  private static final int KEPT_BYTES = 16 * 1024 * 1024;

  private final CodecFunctions codec;
  private byte[] in = new byte[0];
  private byte[] out = new byte[4096];

  ByteStaging(CodecFunctions codec) {
    this.codec = codec;
  }

  Value decode(BinaryKind kind, MemorySegment bytes) {
    int length = Math.toIntExact(bytes.byteSize());
    if (in.length < length) {
      grow(length);
    }
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, 0, in, 0, length);
    Value made = codec.fromStage(kind).execute(length);
    if (in.length > KEPT_BYTES) {
      grow(SMALLEST_BYTES);
    }
    return made;
  }

  private void grow(int length) {
    int capacity = Math.max(SMALLEST_BYTES, Integer.highestOneBit(Math.max(1, length - 1)) << 1);
    in = new byte[capacity < 0 ? length : capacity];
    codec.stage.executeVoid(ByteBuffer.wrap(in).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** Encodes the bytes that {@code describe} found last. */
  boolean encode(BinaryKind kind, int length, boolean atOffset, PayloadSink sink) {
    read(length, atOffset);
    return sink.binary(kind, out, 0, length);
  }

  boolean encodeEnvelope(String header, boolean headerIsJson, int length, PayloadSink sink) {
    read(length, false);
    return sink.envelope(header, headerIsJson, MemorySegment.ofArray(out).asSlice(0, length));
  }

  private void read(int length, boolean atOffset) {
    int offset = atOffset ? codec.detailOffset.execute().asInt() : 0;
    if (out.length < length || out.length > KEPT_BYTES) {
      out = new byte[Math.max(4096, length)];
    }
    Value buffer = codec.detail.execute();
    if (length > 0) {
      buffer.readBuffer(offset, out, 0, length);
    }
  }
}
