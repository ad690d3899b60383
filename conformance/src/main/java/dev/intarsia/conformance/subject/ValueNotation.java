package dev.intarsia.conformance.subject;

import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.ExternalPayloads;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.bridge.payload.PayloadSink;
import dev.intarsia.protocol.payload.PayloadError;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/** Writes values that are given in the vectors' notation. */
public final class ValueNotation implements PayloadEncoder<JsonNode> {
  private static final HexFormat HEX = HexFormat.of();

  /** Reads a JSON text and gives it in the order in which it is written. */
  private final NotationFactory decoded = new NotationFactory();

  /** One encoder serves any number of values. */
  public ValueNotation() {}

  @Override
  public boolean encode(JsonNode value, PayloadSink sink) {
    String type = value.path("type").stringValue("");
    return switch (type) {
      case "number" -> sink.number(f64(value.get("f64")));
      case "boolean" -> sink.bool(value.get("value").booleanValue());
      case "null" -> sink.nul();
      case "undefined" -> sink.undefined();
      case "bigint" -> sink.bigint(new BigInteger(value.get("value").stringValue()));
      case "string" -> sink.string(string(value));
      case "symbol" -> symbol(value, sink);
      case "json" ->
        sink.json(decoded.json(value.get("text").stringValue()).get("text").stringValue());
      case "date" -> sink.date(f64(value.get("f64")));
      case "error" -> sink.error(ErrorText.of(value));
      case "numericArray" -> sink.binary(BinaryKind.NUMERIC_ARRAY, doubles(value.get("f64")));
      case "envelope" -> envelope(value, sink);
      case "external" -> external(value, sink);
      case "processSharedBuffer" -> sink.processSharedBuffer(words(value.get("words")));
      case "cyclic" -> throw new PayloadException(PayloadError.json(""));
      case "function" ->
        throw new PayloadException(PayloadError.function(value.path("name").stringValue("")));
      default -> bytes(type, value, sink);
    };
  }

  private static boolean symbol(JsonNode value, PayloadSink sink) {
    JsonNode key = value.get("key");
    if (key == null || key.isNull()) {
      throw new PayloadException(PayloadError.symbol());
    }
    return sink.symbol(key.stringValue());
  }

  private static boolean bytes(String type, JsonNode value, PayloadSink sink) {
    for (BinaryKind kind : BinaryKind.values()) {
      if (kind != BinaryKind.NUMERIC_ARRAY && NotationFactory.typeOf(kind).equals(type)) {
        return sink.binary(kind, MemorySegment.ofArray(hex(value.get("hex"))));
      }
    }
    throw new PayloadException(PayloadError.unsupported(PayloadError.UNSUPPORTED_OBJECT));
  }

  private static boolean envelope(JsonNode value, PayloadSink sink) {
    JsonNode header = value.get("header");
    boolean isString = header.path("type").stringValue("").equals("string");
    JsonNode body = value.path("body");
    String bodyType = body.path("type").stringValue("");
    if (!bodyType.equals("ArrayBuffer") && !bodyType.equals("external")) {
      throw new PayloadException(PayloadError.unsupported(PayloadError.ENVELOPE_BODY));
    }
    if (!isString && !header.path("text").isString()) {
      throw new PayloadException(PayloadError.unsupported(PayloadError.ENVELOPE_HEADER));
    }
    String text = isString ? string(header) : header.get("text").stringValue();
    return bodyType.equals("external")
        ? sink.envelopeExternal(text, !isString, unreserved(body.get("text").stringValue()))
        : sink.envelope(text, !isString, MemorySegment.ofArray(hex(body.get("hex"))));
  }

  private static boolean external(JsonNode value, PayloadSink sink) {
    return sink.external(unreserved(value.get("text").stringValue()));
  }

  /** A value in this notation only claims its codec; it is never one of the three genuine kinds. */
  private static String unreserved(String json) {
    String codecId = ExternalPayloads.codecId(json);
    if (codecId != null && ExternalPayloads.isReserved(codecId)) {
      throw new PayloadException(PayloadError.unsupported(PayloadError.RESERVED_EXTERNAL));
    }
    return json;
  }

  static String string(JsonNode value) {
    JsonNode units = value.get("utf16");
    return units == null ? value.get("value").stringValue() : fromUnits(hex(units));
  }

  /** Lone surrogates survive, which a decoder would replace. */
  private static String fromUnits(byte[] bigEndian) {
    char[] units = new char[bigEndian.length / Character.BYTES];
    ByteBuffer.wrap(bigEndian).asCharBuffer().get(units);
    return new String(units);
  }

  static double f64(JsonNode hexOrNaN) {
    String text = hexOrNaN.stringValue();
    return text.equals("NaN") ? Double.NaN : Double.longBitsToDouble(Long.parseUnsignedLong(text, 16));
  }

  private static MemorySegment doubles(JsonNode list) {
    ByteBuffer bytes = ByteBuffer.allocate(list.size() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    list.forEach(element -> bytes.putDouble(f64(element)));
    return MemorySegment.ofArray(bytes.array());
  }

  static byte[] hex(JsonNode text) {
    return HEX.parseHex(text.stringValue());
  }

  static int[] words(JsonNode list) {
    int[] words = new int[list.size()];
    for (int i = 0; i < words.length; i++) {
      words[i] = (int) list.get(i).asLong();
    }
    return words;
  }
}
