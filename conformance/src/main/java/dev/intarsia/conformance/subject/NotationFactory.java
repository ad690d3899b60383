package dev.intarsia.conformance.subject;

import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.bridge.payload.PayloadFactory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the vectors' notation of what is decoded. */
public final class NotationFactory implements PayloadFactory<ObjectNode> {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final HexFormat HEX = HexFormat.of();
  private static final Pattern LONE_SURROGATE = Pattern.compile("\\\\u[dD][89a-fA-F][0-9a-fA-F]{2}");

  static String typeOf(BinaryKind kind) {
    return switch (kind) {
      case UINT8_ARRAY -> "Uint8Array";
      case BUFFER -> "Buffer";
      case ARRAY_BUFFER -> "ArrayBuffer";
      case DATA_VIEW -> "DataView";
      case INT32_ARRAY -> "Int32Array";
      case FLOAT64_ARRAY -> "Float64Array";
      case BIGINT64_ARRAY -> "BigInt64Array";
      case BIGUINT64_ARRAY -> "BigUint64Array";
      case NUMERIC_ARRAY -> "numericArray";
    };
  }

  private static ObjectNode of(String type) {
    return MAPPER.createObjectNode().put("type", type);
  }

  /** One factory serves any number of payloads. */
  public NotationFactory() {}

  @Override
  public ObjectNode number(double value) {
    return of("number").put("f64", f64(value)).put("text", EcmaJson.numberText(value));
  }

  private static String f64(double value) {
    return Double.isNaN(value) ? "NaN" : HEX.toHexDigits(Double.doubleToRawLongBits(value));
  }

  @Override
  public ObjectNode bool(boolean value) {
    return of("boolean").put("value", value);
  }

  @Override
  public ObjectNode nul() {
    return of("null");
  }

  @Override
  public ObjectNode undefined() {
    return of("undefined");
  }

  @Override
  public ObjectNode bigint(long value) {
    return of("bigint").put("value", Long.toString(value));
  }

  @Override
  public ObjectNode bigint(BigInteger value) {
    return of("bigint").put("value", value.toString());
  }

  @Override
  public ObjectNode string(String value) {
    if (value.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      return of("string").put("value", value);
    }
    StringBuilder units = new StringBuilder();
    value.chars().forEach(unit -> units.append(HEX.toHexDigits((char) unit)));
    return of("string").put("utf16", units.toString());
  }

  @Override
  public ObjectNode symbol(String key) {
    return of("symbol").put("key", key);
  }

  @Override
  public ObjectNode json(String text) {
    if (!LONE_SURROGATE.matcher(text).find()) {
      return of("json").put("text", EcmaJson.of(parse(text)));
    }
    // The parser refuses escaped lone surrogates in names, which JSON.parse takes: such text is checked and kept.
    parse(LONE_SURROGATE.matcher(text).replaceAll("?"));
    return of("json").put("text", text);
  }

  private static JsonNode parse(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node.isMissingNode()) {
        throw new PayloadException("payload is no JSON: it is empty");
      }
      return node;
    } catch (JacksonException e) {
      throw new PayloadException("payload is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  @Override
  public ObjectNode date(double epochMs) {
    return of("date").put("f64", f64(epochMs));
  }

  @Override
  public ObjectNode error(String jsonText) {
    JsonNode parsed;
    try {
      parsed = MAPPER.readTree(jsonText);
    } catch (JacksonException e) {
      return of("error").put("name", "Error").put("message", jsonText);
    }
    if (!parsed.isObject() && !parsed.isArray()) {
      return of("error").put("name", "Error").put("message", parsed.isString() ? parsed.stringValue() : jsonText);
    }
    String name = parsed.path("name").stringValue("");
    ObjectNode error = of("error").put("name", name.isEmpty() ? "Error" : name);
    error.put("message", parsed.path("message").stringValue(""));
    if (parsed.path("stack").isString()) {
      error.put("stack", parsed.get("stack").stringValue());
    }
    if (parsed.has("cause")) {
      error.set("cause", cause(parsed.get("cause")));
    }
    return error;
  }

  private ObjectNode cause(JsonNode node) {
    if (node.isString()) {
      return string(node.stringValue());
    }
    if (node.isNumber()) {
      return number(Double.parseDouble(node.asString()));
    }
    if (node.isBoolean()) {
      return bool(node.booleanValue());
    }
    return node.isNull() ? nul() : json(node.toString());
  }

  @Override
  public ObjectNode binary(BinaryKind kind, MemorySegment bytes) {
    byte[] copy = bytes.toArray(ValueLayout.JAVA_BYTE);
    if (kind != BinaryKind.NUMERIC_ARRAY) {
      return of(typeOf(kind)).put("hex", HEX.formatHex(copy));
    }
    ObjectNode array = of("numericArray");
    ArrayNode elements = array.putArray("f64");
    ByteBuffer doubles = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
    while (doubles.hasRemaining()) {
      elements.add(f64(doubles.getDouble()));
    }
    return array;
  }

  @Override
  public ObjectNode envelope(String header, boolean headerIsJson, MemorySegment body) {
    ObjectNode envelope = of("envelope");
    envelope.set("header", headerIsJson ? json(header) : string(header));
    envelope.set("body", binary(BinaryKind.ARRAY_BUFFER, body));
    return envelope;
  }

  @Override
  public ObjectNode envelopeExternal(String header, boolean headerIsJson, String externalJson) {
    ObjectNode envelope = of("envelope");
    envelope.set("header", headerIsJson ? json(header) : string(header));
    envelope.set("body", external(externalJson));
    return envelope;
  }

  @Override
  public ObjectNode external(String json) {
    return of("external").put("text", json(json).get("text").stringValue());
  }

  @Override
  public ObjectNode processSharedBuffer(int[] words) {
    ObjectNode buffer = of("processSharedBuffer");
    ArrayNode list = buffer.putArray("words");
    for (int word : words) {
      list.add(Integer.toUnsignedLong(word));
    }
    return buffer;
  }
}
