package dev.intarsia.bridge.vectors;

import dev.intarsia.bridge.json.JsonText;
import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.bridge.payload.PayloadSink;
import dev.intarsia.protocol.payload.PayloadError;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Encodes values from the vectors' notation. */
final class DescribedEncoder implements PayloadEncoder<JsonNode> {
  @Override
  public boolean encode(JsonNode value, PayloadSink sink) {
    String type = value.get("type").asString();
    return switch (type) {
      case "number" -> sink.number(f64(value.get("f64").asString()));
      case "boolean" -> sink.bool(value.get("value").asBoolean());
      case "null" -> sink.nul();
      case "undefined" -> sink.undefined();
      case "bigint" -> sink.bigint(new BigInteger(value.get("value").asString()));
      case "string" -> sink.string(string(value));
      case "symbol" -> symbol(value, sink);
      case "json" -> sink.json(value.get("text").asString());
      case "date" -> sink.date(f64(value.get("f64").asString()));
      case "error" -> sink.error(errorJson(value));
      case "numericArray" -> sink.binary(BinaryKind.NUMERIC_ARRAY, doubles(value.get("f64")));
      case "envelope" -> envelope(value, sink);
      case "function" ->
        throw new PayloadException(PayloadError.function(value.get("name").asString()));
      case "cyclic" -> throw new PayloadException(PayloadError.json("the value has no JSON text"));
      default -> bytes(type, value, sink);
    };
  }

  private static boolean symbol(JsonNode value, PayloadSink sink) {
    if (value.get("key").isNull()) {
      throw new PayloadException(PayloadError.symbol());
    }
    return sink.symbol(value.get("key").asString());
  }

  private static boolean bytes(String type, JsonNode value, PayloadSink sink) {
    BinaryKind kind = kind(type);
    if (kind == null) {
      throw new PayloadException(PayloadError.unsupported(PayloadError.UNSUPPORTED_OBJECT));
    }
    return sink.binary(
        kind, MemorySegment.ofArray(HexFormat.of().parseHex(value.get("hex").asString())));
  }

  private static boolean envelope(JsonNode value, PayloadSink sink) {
    JsonNode body = value.get("body");
    if (!body.get("type").asString().equals("ArrayBuffer")) {
      throw new PayloadException(PayloadError.unsupported(PayloadError.ENVELOPE_BODY));
    }
    MemorySegment bytes =
        MemorySegment.ofArray(HexFormat.of().parseHex(body.get("hex").asString()));
    JsonNode header = value.get("header");
    if (header.get("type").asString().equals("string")) {
      return sink.envelope(string(header), false, bytes);
    }
    if (header.get("text") == null) {
      throw new PayloadException(PayloadError.unsupported(PayloadError.ENVELOPE_HEADER));
    }
    return sink.envelope(header.get("text").asString(), true, bytes);
  }

  static @Nullable BinaryKind kind(String type) {
    return switch (type) {
      case "Uint8Array" -> BinaryKind.UINT8_ARRAY;
      case "Buffer" -> BinaryKind.BUFFER;
      case "ArrayBuffer" -> BinaryKind.ARRAY_BUFFER;
      case "DataView" -> BinaryKind.DATA_VIEW;
      case "Int32Array" -> BinaryKind.INT32_ARRAY;
      case "Float64Array" -> BinaryKind.FLOAT64_ARRAY;
      case "BigInt64Array" -> BinaryKind.BIGINT64_ARRAY;
      case "BigUint64Array" -> BinaryKind.BIGUINT64_ARRAY;
      default -> null;
    };
  }

  static double f64(String hex) {
    return hex.equals("NaN") ? Double.NaN : Double.longBitsToDouble(Long.parseUnsignedLong(hex, 16));
  }

  private static double[] doubles(JsonNode list) {
    double[] doubles = new double[list.size()];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = f64(list.get(i).asString());
    }
    return doubles;
  }

  static String string(JsonNode value) {
    if (value.get("value") != null) {
      return value.get("value").asString();
    }
    String hex = value.get("utf16").asString();
    char[] units = new char[hex.length() / 4];
    for (int i = 0; i < units.length; i++) {
      units[i] = (char) Integer.parseInt(hex, 4 * i, 4 * i + 4, 16);
    }
    return new String(units);
  }

  private static String errorJson(JsonNode error) {
    StringBuilder json = new StringBuilder("{\"name\":").append(quoted(error, "name"));
    json.append(",\"message\":").append(quoted(error, "message"));
    if (error.get("stack") != null) {
      json.append(",\"stack\":").append(quoted(error, "stack"));
    }
    JsonNode cause = error.get("cause");
    if (cause != null && !cause.get("type").asString().equals("undefined")) {
      json.append(",\"cause\":").append(causeJson(cause));
    }
    return json.append('}').toString();
  }

  private static String causeJson(JsonNode cause) {
    return switch (cause.get("type").asString()) {
      case "error" -> errorJson(cause);
      case "json" -> cause.get("text").asString();
      case "null" -> "null";
      case "boolean" -> Boolean.toString(cause.get("value").asBoolean());
      case "number" -> new JsonText().number(f64(cause.get("f64").asString())).toString();
      case "symbol" -> JsonText.quoted("Symbol(" + cause.get("key").asString() + ")");
      default -> JsonText.quoted(string(cause));
    };
  }

  private static String quoted(JsonNode node, String field) {
    return JsonText.quoted(node.get(field).asString());
  }
}
