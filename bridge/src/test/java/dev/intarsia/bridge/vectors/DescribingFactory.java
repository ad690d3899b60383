package dev.intarsia.bridge.vectors;

import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadFactory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the vectors' notation of what is decoded. */
final class DescribingFactory implements PayloadFactory<JsonNode> {
  private static ObjectNode typed(String type) {
    return VectorFiles.JSON.createObjectNode().put("type", type);
  }

  static String f64(double value) {
    return Double.isNaN(value) ? "NaN" : HexFormat.of().toHexDigits(Double.doubleToRawLongBits(value));
  }

  @Override
  public JsonNode number(double value) {
    return typed("number").put("f64", f64(value));
  }

  @Override
  public JsonNode bool(boolean value) {
    return typed("boolean").put("value", value);
  }

  @Override
  public JsonNode nul() {
    return typed("null");
  }

  @Override
  public JsonNode undefined() {
    return typed("undefined");
  }

  @Override
  public JsonNode bigint(long value) {
    return typed("bigint").put("value", Long.toString(value));
  }

  @Override
  public JsonNode bigint(BigInteger value) {
    return typed("bigint").put("value", value.toString());
  }

  @Override
  public JsonNode string(String value) {
    return typed("string").put("value", value);
  }

  @Override
  public JsonNode symbol(String key) {
    return typed("symbol").put("key", key);
  }

  @Override
  public JsonNode json(String text) {
    return typed("json").put("text", text);
  }

  @Override
  public JsonNode date(double epochMs) {
    return typed("date").put("f64", f64(epochMs));
  }

  @Override
  public JsonNode error(String jsonText) {
    JsonNode json = VectorFiles.JSON.readTree(jsonText);
    ObjectNode error = typed("error");
    for (String field : new String[] {"name", "message", "stack"}) {
      if (json.get(field) != null) {
        error.put(field, json.get(field).asString());
      }
    }
    JsonNode cause = json.get("cause");
    if (cause != null) {
      error.set("cause", described(cause, jsonText));
    }
    return error;
  }

  private static JsonNode described(JsonNode cause, String errorText) {
    if (cause.isString()) {
      return typed("string").put("value", cause.asString());
    }
    if (cause.isNumber()) {
      return typed("number").put("f64", f64(cause.asDouble()));
    }
    if (cause.isBoolean()) {
      return typed("boolean").put("value", cause.asBoolean());
    }
    return cause.isNull() ? typed("null") : typed("json").put("text", causeText(errorText));
  }

  /** The cause as it stands in the text: its last member, behind strings whose quotes are escaped. */
  private static String causeText(String errorText) {
    String member = "\",\"cause\":";
    return errorText.substring(errorText.indexOf(member) + member.length(), errorText.length() - 1);
  }

  @Override
  public JsonNode binary(BinaryKind kind, MemorySegment bytes) {
    if (kind == BinaryKind.NUMERIC_ARRAY) {
      ObjectNode array = typed("numericArray");
      ArrayNode list = array.putArray("f64");
      for (double value : bytes.toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED)) {
        list.add(f64(value));
      }
      return array;
    }
    return typed(name(kind)).put("hex", hex(bytes));
  }

  private static String name(BinaryKind kind) {
    for (String name : new String[] {
      "Uint8Array", "Buffer", "ArrayBuffer", "DataView", "Int32Array", "Float64Array", "BigInt64Array", "BigUint64Array"
    }) {
      if (DescribedEncoder.kind(name) == kind) {
        return name;
      }
    }
    throw new AssertionError(kind);
  }

  private static String hex(MemorySegment bytes) {
    return HexFormat.of().formatHex(bytes.toArray(ValueLayout.JAVA_BYTE));
  }

  @Override
  public JsonNode envelope(String header, boolean headerIsJson, MemorySegment body) {
    ObjectNode envelope = typed("envelope");
    envelope.set("header", headerIsJson ? json(header) : string(header));
    envelope.set("body", typed("ArrayBuffer").put("hex", hex(body)));
    return envelope;
  }

  @Override
  public JsonNode envelopeExternal(String header, boolean headerIsJson, String externalJson) {
    ObjectNode envelope = typed("envelope");
    envelope.set("header", headerIsJson ? json(header) : string(header));
    envelope.set("body", external(externalJson));
    return envelope;
  }

  @Override
  public JsonNode external(String json) {
    return typed("external").put("text", json);
  }

  @Override
  public JsonNode processSharedBuffer(int[] words) {
    return words("processSharedBuffer", words);
  }

  @Override
  public JsonNode sharedArrayBuffer(int[] words) {
    return words("sharedArrayBuffer", words);
  }

  @Override
  public JsonNode bufferReference(int[] words) {
    return words("bufferReference", words);
  }

  private static JsonNode words(String type, int[] words) {
    ObjectNode node = typed(type);
    ArrayNode list = node.putArray("words");
    for (int word : words) {
      list.add(Integer.toUnsignedLong(word));
    }
    return node;
  }
}
