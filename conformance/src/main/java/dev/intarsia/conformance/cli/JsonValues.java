package dev.intarsia.conformance.cli;

import dev.intarsia.bridge.json.JsonText;
import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.payload.PayloadSink;
import dev.intarsia.conformance.subject.EcmaJson;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/**
 * Values as the command line has them: JSON, with {@code {"bytes": "<hex>"}} for a Uint8Array and {@code {"bigint":
 * "<digits>"}} for a bigint. What has no form of its own there is an object with one member, {@code {"date": ms}}.
 */
final class JsonValues implements PayloadEncoder<JsonNode>, PayloadFactory<String> {
  private static final HexFormat HEX = HexFormat.of();

  @Override
  public boolean encode(JsonNode value, PayloadSink sink) {
    if (value.isNumber()) {
      return sink.number(Double.parseDouble(value.asString()));
    }
    if (value.isString()) {
      return sink.string(value.stringValue());
    }
    if (value.isBoolean()) {
      return sink.bool(value.booleanValue());
    }
    if (value.isNull()) {
      return sink.nul();
    }
    if (value.isObject() && value.size() == 1) {
      if (value.path("bytes").isString()) {
        return sink.binary(
            BinaryKind.UINT8_ARRAY,
            MemorySegment.ofArray(bytes(value.get("bytes").stringValue())));
      }
      if (value.path("bigint").isString()) {
        return sink.bigint(bigint(value.get("bigint").stringValue()));
      }
    }
    return sink.json(EcmaJson.of(value));
  }

  private static byte[] bytes(String hex) {
    try {
      return HEX.parseHex(hex);
    } catch (IllegalArgumentException e) {
      throw new PayloadException("\"bytes\" is no hex: " + e.getMessage(), e);
    }
  }

  private static BigInteger bigint(String digits) {
    try {
      return new BigInteger(digits);
    } catch (NumberFormatException e) {
      throw new PayloadException("\"bigint\" is no whole number in decimal digits: " + digits, e);
    }
  }

  private static String member(String name, String text) {
    return new JsonText().beginObject().key(name).string(text).endObject().toString();
  }

  private static String rawMember(String name, String json) {
    return new JsonText().beginObject().key(name).raw(json).endObject().toString();
  }

  @Override
  public String number(double value) {
    return Double.isFinite(value) ? new JsonText().number(value).toString() : member("number", Double.toString(value));
  }

  @Override
  public String bool(boolean value) {
    return Boolean.toString(value);
  }

  @Override
  public String nul() {
    return "null";
  }

  /** Printed as nothing. */
  @Override
  public String undefined() {
    return "";
  }

  @Override
  public String bigint(long value) {
    return member("bigint", Long.toString(value));
  }

  @Override
  public String bigint(BigInteger value) {
    return member("bigint", value.toString());
  }

  @Override
  public String string(String value) {
    return JsonText.quoted(value);
  }

  @Override
  public String symbol(String key) {
    return member("symbol", key);
  }

  @Override
  public String json(String text) {
    return text;
  }

  @Override
  public String date(double epochMs) {
    return rawMember("date", new JsonText().number(epochMs).toString());
  }

  @Override
  public String error(String jsonText) {
    return rawMember("error", jsonText);
  }

  @Override
  public String binary(BinaryKind kind, MemorySegment bytes) {
    if (kind == BinaryKind.NUMERIC_ARRAY) {
      JsonText out = new JsonText().beginArray();
      for (double element : bytes.toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN))) {
        out.number(element);
      }
      return out.endArray().toString();
    }
    return member("bytes", HEX.formatHex(bytes.toArray(ValueLayout.JAVA_BYTE)));
  }

  @Override
  public String envelope(String header, boolean headerIsJson, MemorySegment body) {
    return envelope(header, headerIsJson, binary(BinaryKind.ARRAY_BUFFER, body));
  }

  @Override
  public String envelopeExternal(String header, boolean headerIsJson, String externalJson) {
    return envelope(header, headerIsJson, external(externalJson));
  }

  private static String envelope(String header, boolean headerIsJson, String body) {
    JsonText inner = new JsonText().beginObject().key("header");
    if (headerIsJson) {
      inner.raw(header);
    } else {
      inner.string(header);
    }
    return rawMember("envelope", inner.key("body").raw(body).endObject().toString());
  }

  @Override
  public String external(String json) {
    return rawMember("external", json);
  }

  @Override
  public String processSharedBuffer(int[] words) {
    JsonText out = new JsonText().beginArray();
    for (int word : words) {
      out.number(Integer.toUnsignedLong(word));
    }
    return rawMember("processSharedBuffer", out.endArray().toString());
  }
}
