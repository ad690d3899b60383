package dev.intarsia.conformance.cli;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A value of a named type, as text on the command line, in the vectors' notation: for values that JSON has not. */
final class TypedValue {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HexFormat HEX = HexFormat.of();
  private static final List<String> BYTES = List.of(
      "Uint8Array",
      "Buffer",
      "ArrayBuffer",
      "DataView",
      "Int32Array",
      "Float64Array",
      "BigInt64Array",
      "BigUint64Array");

  /** What {@code --type} takes. */
  static final String TYPES =
      "undefined, number, bigint, string, symbol, json, date, error, Uint8Array, Buffer, ArrayBuffer,"
          + " DataView, Int32Array, Float64Array, BigInt64Array, BigUint64Array, numericArray, envelope, external, notation";

  private TypedValue() {}

  /** The value in the vectors' notation. */
  static ObjectNode of(String type, String text) {
    ObjectNode value = JSON.createObjectNode().put("type", type);
    return switch (type) {
      case "undefined" -> value;
      case "number" -> value.put("f64", f64(number(text)));
      case "bigint" -> value.put("value", digits(text));
      case "string" -> value.put("value", text);
      case "symbol" -> value.put("key", text);
      case "json" -> value.put("text", json(text).toString());
      case "date" -> value.put("f64", f64(epochMs(text)));
      case "error" -> error(value, text);
      case "numericArray" -> numericArray(value, text);
      case "envelope" -> envelope(value, text);
      case "external" -> value.put("text", json(text).toString());
      case "notation" -> object(text);
      default -> {
        if (!BYTES.contains(type)) {
          throw CliException.wrongUsage("--type " + type + ": the types are " + TYPES);
        }
        yield value.put("hex", elements(type, text));
      }
    };
  }

  private static String f64(double number) {
    return Double.isNaN(number) ? "NaN" : HEX.toHexDigits(Double.doubleToRawLongBits(number));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw CliException.wrongUsage("\"" + text + "\" is no number; NaN, Infinity and -0 are");
    }
  }

  private static String digits(String text) {
    if (!text.matches("-?\\d+")) {
      throw CliException.wrongUsage("\"" + text + "\" is no whole number in decimal digits");
    }
    return text;
  }

  private static double epochMs(String text) {
    if (text.equals("invalid")) {
      return Double.NaN;
    }
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeParseException e) {
      return number(text);
    }
  }

  /** {@code Name: message}, a message alone, or a JSON object with the error's members. */
  private static ObjectNode error(ObjectNode value, String text) {
    if (text.startsWith("{")) {
      ObjectNode given = object(text);
      value
          .put("name", given.path("name").stringValue("Error"))
          .put("message", given.path("message").stringValue(""));
      if (given.has("stack")) {
        value.set("stack", given.get("stack"));
      }
      if (given.has("cause")) {
        value
            .putObject("cause")
            .put("type", "json")
            .put("text", given.get("cause").toString());
      }
      return value;
    }
    int colon = text.matches("[A-Za-z_$][\\w$]*: .*") ? text.indexOf(':') : -1;
    return value
        .put("name", colon < 0 ? "Error" : text.substring(0, colon))
        .put("message", colon < 0 ? text : text.substring(colon + 2));
  }

  private static ObjectNode numericArray(ObjectNode value, String text) {
    ArrayNode list = value.putArray("f64");
    json(text).forEach(element -> list.add(f64(element.doubleValue())));
    return value;
  }

  /** {@code {"header": string or JSON, "body": hex or [codec, metadata]}}. */
  private static ObjectNode envelope(ObjectNode value, String text) {
    ObjectNode given = object(text);
    JsonNode header = given.path("header");
    JsonNode body = given.path("body");
    ObjectNode head = value.putObject("header").put("type", header.isString() ? "string" : "json");
    head.put(header.isString() ? "value" : "text", header.isString() ? header.stringValue() : header.toString());
    if (body.isArray()) {
      value.putObject("body").put("type", "external").put("text", body.toString());
    } else {
      value.putObject("body").put("type", "ArrayBuffer").put("hex", hex(body.stringValue("")));
    }
    return value;
  }

  /** Bytes in hex, or a JSON list of elements. */
  private static String elements(String type, String text) {
    if (!text.startsWith("[")) {
      return hex(text);
    }
    JsonNode list = json(text);
    int bytes = type.equals("Int32Array") ? Integer.BYTES : type.endsWith("64Array") ? Long.BYTES : 1;
    ByteBuffer out = ByteBuffer.allocate(list.size() * bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (JsonNode element : list) {
      switch (type) {
        case "Int32Array" -> out.putInt(element.asInt());
        case "Float64Array" -> out.putDouble(element.doubleValue());
        case "BigInt64Array", "BigUint64Array" ->
          out.putLong(element.bigIntegerValue().longValue());
        default -> out.put((byte) element.asInt());
      }
    }
    return HEX.formatHex(out.array());
  }

  private static String hex(String text) {
    try {
      return HEX.formatHex(HEX.parseHex(text));
    } catch (IllegalArgumentException e) {
      throw CliException.wrongUsage("\"" + text + "\" is no hex: " + e.getMessage());
    }
  }

  private static ObjectNode object(String text) {
    if (json(text) instanceof ObjectNode object) {
      return object;
    }
    throw CliException.wrongUsage("the value is no JSON object: " + text);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      throw CliException.wrongUsage("the value is no JSON: " + e.getOriginalMessage());
    }
  }
}
