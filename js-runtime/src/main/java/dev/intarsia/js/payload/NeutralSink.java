package dev.intarsia.js.payload;

import dev.intarsia.bridge.memory.ProcessSharedBuffer;
import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.bridge.payload.PayloadSink;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps the one value that an encoder hands to it. There is always room. */
public final class NeutralSink implements PayloadSink {
  private static final NeutralFactory MAKE = NeutralFactory.INSTANCE;

  private @Nullable NeutralValue kept;

  private NeutralSink() {}

  /**
   * A value as a neutral value.
   *
   * @throws PayloadException when the value can't cross
   */
  public static <V> NeutralValue pack(PayloadEncoder<V> encoder, V value) {
    NeutralSink sink = new NeutralSink();
    encoder.encode(value, sink);
    return Objects.requireNonNull(sink.kept, "the encoder wrote nothing");
  }

  private boolean keep(NeutralValue neutral) {
    kept = neutral;
    return true;
  }

  @Override
  public boolean number(double value) {
    return keep(MAKE.number(value));
  }

  @Override
  public boolean bool(boolean value) {
    return keep(MAKE.bool(value));
  }

  @Override
  public boolean nul() {
    return keep(MAKE.nul());
  }

  @Override
  public boolean undefined() {
    return keep(MAKE.undefined());
  }

  @Override
  public boolean bigint(long value) {
    return keep(MAKE.bigint(value));
  }

  @Override
  public boolean bigint(BigInteger value) {
    return keep(MAKE.bigint(value));
  }

  @Override
  public boolean string(String value) {
    return keep(MAKE.string(value));
  }

  @Override
  public boolean symbol(String key) {
    return keep(MAKE.symbol(key));
  }

  @Override
  public boolean json(String text) {
    return keep(MAKE.json(text));
  }

  @Override
  public boolean date(double epochMs) {
    return keep(MAKE.date(epochMs));
  }

  @Override
  public boolean error(String jsonText) {
    return keep(MAKE.error(jsonText));
  }

  @Override
  public boolean binary(BinaryKind kind, MemorySegment bytes) {
    return keep(MAKE.binary(kind, bytes));
  }

  @Override
  public boolean binary(BinaryKind kind, byte[] bytes, int from, int length) {
    return keep(new NeutralValue.Bytes(kind, Arrays.copyOfRange(bytes, from, from + length)));
  }

  @Override
  public boolean binary(BinaryKind kind, int[] elements) {
    MemorySegment bytes = room(elements.length, Integer.BYTES);
    MemorySegment.copy(elements, 0, bytes, BinaryKind.INTS, 0, elements.length);
    return keep(MAKE.binary(kind, bytes));
  }

  @Override
  public boolean binary(BinaryKind kind, long[] elements) {
    MemorySegment bytes = room(elements.length, Long.BYTES);
    MemorySegment.copy(elements, 0, bytes, BinaryKind.LONGS, 0, elements.length);
    return keep(MAKE.binary(kind, bytes));
  }

  @Override
  public boolean binary(BinaryKind kind, double[] elements) {
    MemorySegment bytes = room(elements.length, Double.BYTES);
    MemorySegment.copy(elements, 0, bytes, BinaryKind.DOUBLES, 0, elements.length);
    return keep(MAKE.binary(kind, bytes));
  }

  private static MemorySegment room(int elements, int elementBytes) {
    return MemorySegment.ofArray(new byte[Math.multiplyExact(elements, elementBytes)]);
  }

  @Override
  public boolean envelope(String header, boolean headerIsJson, MemorySegment body) {
    return keep(MAKE.envelope(header, headerIsJson, body));
  }

  @Override
  public boolean envelopeExternal(String header, boolean headerIsJson, String externalJson) {
    return keep(MAKE.envelopeExternal(header, headerIsJson, externalJson));
  }

  @Override
  public boolean external(String json) {
    return keep(MAKE.external(json));
  }

  @Override
  public boolean processSharedBuffer(int[] words) {
    return keep(MAKE.processSharedBuffer(words));
  }

  @Override
  public boolean processSharedBuffer(ProcessSharedBuffer buffer) {
    return keep(new NeutralValue.Shared(buffer));
  }

  @Override
  public boolean envelope(String header, boolean headerIsJson, ProcessSharedBuffer body) {
    return keep(new NeutralValue.EnvelopedShared(header, headerIsJson, body));
  }

  @Override
  public boolean sharedArrayBuffer(int[] words) {
    throw new PayloadException(
        "A SharedArrayBuffer of another runtime can't be passed on; send a ProcessSharedBuffer.");
  }

  @Override
  public boolean bufferReference(int[] words) {
    throw new PayloadException("A BufferReference of another runtime can't be passed on; send a ProcessSharedBuffer.");
  }
}
