package dev.intarsia.host.value;

import dev.intarsia.bridge.json.JsonParser;
import dev.intarsia.bridge.memory.MemoryPeer;
import dev.intarsia.bridge.memory.ProcessSharedBuffer;
import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.payload.SharedBufferPayloads;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;

/**
 * Payloads as Java values; see {@code docs/values.md} for which.
 *
 * <p>Holds a parser's scratch memory: one thread at a time, so one for each mailbox that is drained.
 */
@SuppressWarnings("NullAway") // V is Object here, and a JavaScript null is a Java null
public final class JavaFactory implements PayloadFactory<Object> {

  private final JsonParser<Object> parser = new JsonParser<>(JavaTree.INSTANCE);

  JavaFactory() {}

  @Override
  public Object number(double value) {
    return value;
  }

  @Override
  public Object bool(boolean value) {
    return value;
  }

  @Override
  public Object nul() {
    return null;
  }

  @Override
  public Object undefined() {
    return Undefined.UNDEFINED;
  }

  @Override
  public Object bigint(long value) {
    return BigInteger.valueOf(value);
  }

  @Override
  public Object bigint(BigInteger value) {
    return value;
  }

  @Override
  public Object string(String value) {
    return value;
  }

  @Override
  public Object symbol(String key) {
    return new Symbol(key);
  }

  @Override
  public Object json(String text) {
    return parser.parse(text);
  }

  @Override
  public Object json(MemorySegment utf8, long offset, int length) {
    return parser.parse(utf8, offset, length);
  }

  @Override
  public Object date(double epochMs) {
    return Double.isNaN(epochMs) ? InvalidDate.INVALID_DATE : Instant.ofEpochMilli((long) epochMs);
  }

  @Override
  public Object error(String jsonText) {
    Object parsed;
    try {
      parsed = parser.parse(jsonText);
    } catch (PayloadException notJson) {
      parsed = null;
    }
    return ErrorText.read(parsed, jsonText);
  }

  @Override
  public Object binary(BinaryKind kind, MemorySegment bytes) {
    return switch (kind) {
      case UINT8_ARRAY, BUFFER, ARRAY_BUFFER, DATA_VIEW -> bytes(bytes);
      case INT32_ARRAY -> {
        int[] values = new int[(int) (bytes.byteSize() >>> 2)];
        MemorySegment.copy(bytes, BinaryKind.INTS, 0, values, 0, values.length);
        yield values;
      }
      case FLOAT64_ARRAY -> doubles(bytes);
      case BIGINT64_ARRAY, BIGUINT64_ARRAY -> {
        long[] values = new long[(int) (bytes.byteSize() >>> 3)];
        MemorySegment.copy(bytes, BinaryKind.LONGS, 0, values, 0, values.length);
        yield values;
      }
      case NUMERIC_ARRAY -> NumericArray.over(doubles(bytes));
    };
  }

  @Override
  public Object envelope(String header, boolean headerIsJson, MemorySegment body) {
    return new Envelope(headerIsJson ? parser.parse(header) : header, bytes(body));
  }

  @Override
  public Object envelopeExternal(String header, boolean headerIsJson, String externalJson) {
    ProcessSharedBuffer body = SharedBufferPayloads.read(externalJson);
    if (body == null) {
      throw new PayloadException(
          "an Envelope whose body is memory of its sender's process can't reach Java code; send an ArrayBuffer or a"
              + " ProcessSharedBuffer as its body");
    }
    return new SharedEnvelope(headerIsJson ? parser.parse(header) : header, body);
  }

  @Override
  public Object external(String json) {
    ProcessSharedBuffer buffer = SharedBufferPayloads.read(json);
    return buffer == null ? new ExternalPayload(json) : buffer;
  }

  @Override
  public Object processSharedBuffer(int[] words) {
    return processSharedBuffer(words, MemoryPeer.SAME_PROCESS);
  }

  @Override
  public Object processSharedBuffer(int[] words, MemoryPeer peer) {
    return SharedBufferPayloads.read(words, peer);
  }

  private static byte[] bytes(MemorySegment segment) {
    if (segment.heapBase().orElse(null) instanceof byte[] array) {
      int from = Math.toIntExact(segment.address());
      return Arrays.copyOfRange(
          array, from, Math.toIntExact(from + segment.byteSize())); // a copy that is not zeroed before
    }
    byte[] bytes = new byte[(int) segment.byteSize()];
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, 0, bytes, 0, bytes.length);
    return bytes;
  }

  private static double[] doubles(MemorySegment segment) {
    double[] values = new double[(int) (segment.byteSize() >>> 3)];
    MemorySegment.copy(segment, BinaryKind.DOUBLES, 0, values, 0, values.length);
    return values;
  }
}
