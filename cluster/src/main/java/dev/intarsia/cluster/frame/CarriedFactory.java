package dev.intarsia.cluster.frame;

import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.ExternalPayloads;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;

/** Takes payloads out of a mailbox as they are, for another node. What refers to memory of this machine is refused by name. */
public final class CarriedFactory implements PayloadFactory<CarriedPayload> {
  private static final byte[] NOTHING = {};
  private static final CarriedPayload TRUE = new CarriedPayload(PayloadTag.TRUE, NOTHING);
  private static final CarriedPayload FALSE = new CarriedPayload(PayloadTag.FALSE, NOTHING);
  private static final CarriedPayload NULL = new CarriedPayload(PayloadTag.NULL, NOTHING);
  private static final CarriedPayload UNDEFINED = new CarriedPayload(PayloadTag.UNDEFINED, NOTHING);

  @Override
  public CarriedPayload number(double value) {
    return float64(PayloadTag.FLOAT64, value);
  }

  @Override
  public CarriedPayload bool(boolean value) {
    return value ? TRUE : FALSE;
  }

  @Override
  public CarriedPayload nul() {
    return NULL;
  }

  @Override
  public CarriedPayload undefined() {
    return UNDEFINED;
  }

  @Override
  public CarriedPayload bigint(long value) {
    return bigint(BigInteger.valueOf(value));
  }

  @Override
  public CarriedPayload bigint(BigInteger value) {
    return new CarriedPayload(PayloadTag.BIGINT, value.toByteArray());
  }

  @Override
  public CarriedPayload string(String value) {
    return text(PayloadTag.STRING, value);
  }

  @Override
  public CarriedPayload symbol(String key) {
    return text(PayloadTag.SYMBOL, key);
  }

  @Override
  public CarriedPayload json(String text) {
    return text(PayloadTag.JSON, text);
  }

  @Override
  public CarriedPayload json(MemorySegment utf8, long offset, int length) {
    return new CarriedPayload(PayloadTag.JSON, copy(utf8.asSlice(offset, length), 0));
  }

  @Override
  public CarriedPayload date(double epochMs) {
    return float64(PayloadTag.DATE, epochMs);
  }

  @Override
  public CarriedPayload error(String jsonText) {
    return text(PayloadTag.ERROR, jsonText);
  }

  @Override
  public CarriedPayload binary(BinaryKind kind, MemorySegment bytes) {
    return new CarriedPayload(kind.dynamicTag(), copy(bytes, 0));
  }

  @Override
  public CarriedPayload envelope(String header, boolean headerIsJson, MemorySegment body) {
    byte[] head = CarriedPayload.utf8(header);
    byte[] all = copy(body, Integer.BYTES + head.length);
    CarriedPayload.little(all).putInt(head.length).put(head);
    return new CarriedPayload(
        headerIsJson ? PayloadTag.ENVELOPE_DYNAMIC_HEADER : PayloadTag.ENVELOPE_DYNAMIC_HEADER_STRING, all);
  }

  @Override
  public CarriedPayload envelopeExternal(String header, boolean headerIsJson, String externalJson) {
    throw refused("An Envelope over shared memory");
  }

  @Override
  public CarriedPayload external(String json) {
    return text(PayloadTag.EXTERNAL, withoutReference(json));
  }

  @Override
  public CarriedPayload processSharedBuffer(int[] words) {
    throw refused("A ProcessSharedBuffer");
  }

  @Override
  public CarriedPayload sharedArrayBuffer(int[] words) {
    throw refused("A SharedArrayBuffer");
  }

  @Override
  public CarriedPayload bufferReference(int[] words) {
    throw refused("A BufferReference");
  }

  /**
   * The text itself.
   *
   * @throws PayloadException when it refers to memory of its sender's machine
   */
  static String withoutReference(String externalJson) {
    String codec = ExternalPayloads.codecId(externalJson);
    if (codec == null) {
      throw new PayloadException("An external payload without a codec can't go to another node");
    }
    if (ExternalPayloads.isReserved(codec)) {
      throw refused(codec.equals(ExternalPayloads.PROCESS_SHARED_BUFFER) ? "A ProcessSharedBuffer" : "A " + codec);
    }
    return externalJson;
  }

  private static PayloadException refused(String what) {
    return new PayloadException(what + " can't go to another node: it is memory of this machine; send its bytes");
  }

  private static CarriedPayload text(int tag, String text) {
    return new CarriedPayload(tag, CarriedPayload.utf8(text));
  }

  private static CarriedPayload float64(int tag, double value) {
    byte[] bytes = new byte[Double.BYTES];
    CarriedPayload.little(bytes).putDouble(value);
    return new CarriedPayload(tag, bytes);
  }

  private static byte[] copy(MemorySegment from, int offset) {
    byte[] bytes = new byte[Math.toIntExact(offset + from.byteSize())];
    MemorySegment.copy(from, ValueLayout.JAVA_BYTE, 0, bytes, offset, bytes.length - offset);
    return bytes;
  }
}
