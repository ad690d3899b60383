package dev.intarsia.cluster.frame;

import dev.intarsia.bridge.json.JsonText;
import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.bridge.payload.PayloadSink;
import dev.intarsia.host.value.PayloadValue;
import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A payload on its way between two nodes: the protocol's tag of the form in the payload region, and the bytes that such a
 * payload has there. No value is made of it in between. Whoever decodes it at the end checks what it holds.
 *
 * @param bytes not copied: nobody writes to them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record CarriedPayload(int tag, byte[] bytes) implements PayloadValue {
  private static final BinaryKind[] KINDS = BinaryKind.values();

  /** An error that a node itself makes. */
  public static CarriedPayload error(String name, String message) {
    return new CarriedFactory()
        .error("{\"name\":" + JsonText.quoted(name) + ",\"message\":" + JsonText.quoted(message) + "}");
  }

  @Override
  public boolean writeTo(PayloadSink sink) {
    return switch (tag) {
      case PayloadTag.TRUE -> sink.bool(true);
      case PayloadTag.FALSE -> sink.bool(false);
      case PayloadTag.NULL -> sink.nul();
      case PayloadTag.UNDEFINED -> sink.undefined();
      case PayloadTag.FLOAT64 -> sink.number(float64());
      case PayloadTag.DATE -> sink.date(float64());
      case PayloadTag.BIGINT -> sink.bigint(new BigInteger(nonEmpty()));
      case PayloadTag.STRING -> sink.string(text(0, bytes.length));
      case PayloadTag.SYMBOL -> sink.symbol(text(0, bytes.length));
      case PayloadTag.JSON -> sink.json(bytes, bytes.length);
      case PayloadTag.ERROR -> sink.error(text(0, bytes.length));
      case PayloadTag.EXTERNAL -> sink.external(CarriedFactory.withoutReference(text(0, bytes.length)));
      case PayloadTag.ENVELOPE_DYNAMIC_HEADER -> envelope(sink, true);
      case PayloadTag.ENVELOPE_DYNAMIC_HEADER_STRING -> envelope(sink, false);
      default -> binary(sink);
    };
  }

  private boolean binary(PayloadSink sink) {
    for (BinaryKind kind : KINDS) {
      if (kind.dynamicTag() == tag) {
        if (bytes.length % kind.elementBytes() != 0) {
          throw new PayloadException("a " + PayloadTag.nameOf(tag) + " from another node has " + bytes.length
              + " bytes, not a multiple of " + kind.elementBytes());
        }
        return sink.binary(kind, bytes, 0, bytes.length);
      }
    }
    throw new PayloadException("a payload of tag " + PayloadTag.nameOf(tag) + " can't come from another node");
  }

  private boolean envelope(PayloadSink sink, boolean headerIsJson) {
    int header = bytes.length < Integer.BYTES ? -1 : little(bytes).getInt();
    if (header < 0 || header > bytes.length - Integer.BYTES) {
      throw new PayloadException(
          "an Envelope from another node says that its header has " + header + " of " + bytes.length + " bytes");
    }
    int body = Integer.BYTES + header;
    return sink.envelope(
        text(Integer.BYTES, header), headerIsJson, MemorySegment.ofArray(bytes).asSlice(body, bytes.length - body));
  }

  /** The text of a STRING; what another tag has there is replaced by a hint, since a peer may send anything. */
  public String message() {
    return tag == PayloadTag.STRING ? new String(bytes, StandardCharsets.UTF_8) : "(the node says nothing about it)";
  }

  private double float64() {
    if (bytes.length != Double.BYTES) {
      throw new PayloadException(
          "a " + PayloadTag.nameOf(tag) + " from another node has " + bytes.length + " bytes, not 8");
    }
    return little(bytes).getDouble();
  }

  private byte[] nonEmpty() {
    if (bytes.length == 0) {
      throw new PayloadException("a bigint from another node has no bytes");
    }
    return bytes;
  }

  private String text(int from, int length) {
    try {
      return FrameCodec.text(
          ByteBuffer.wrap(bytes, from, length), "the text of a " + PayloadTag.nameOf(tag) + " from another node");
    } catch (FrameException e) {
      throw new PayloadException(String.valueOf(e.getMessage()), e);
    }
  }

  static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The piece that starts at an offset. */
  public byte[] piece(int from) {
    return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + FrameCodec.MAX_PIECE_BYTES));
  }
}
