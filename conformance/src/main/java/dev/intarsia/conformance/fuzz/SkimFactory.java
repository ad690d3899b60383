package dev.intarsia.conformance.fuzz;

import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.bridge.payload.PayloadFactory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** Reads all that a payload has, every byte and every JSON token, and makes a number of it. */
final class SkimFactory implements PayloadFactory<Long> {
  private static final JsonMapper MAPPER = new JsonMapper();

  @Override
  public Long number(double value) {
    return Double.doubleToRawLongBits(value);
  }

  @Override
  public Long bool(boolean value) {
    return value ? 1L : 0L;
  }

  @Override
  public Long nul() {
    return 0L;
  }

  @Override
  public Long undefined() {
    return 1L;
  }

  @Override
  public Long bigint(long value) {
    return value;
  }

  @Override
  public Long bigint(BigInteger value) {
    return (long) value.bitLength();
  }

  @Override
  public Long string(String value) {
    return (long) value.hashCode();
  }

  @Override
  public Long symbol(String key) {
    return string(key);
  }

  @Override
  public Long json(String text) {
    long tokens = 0;
    try (JsonParser parser = MAPPER.createParser(text)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    } catch (JacksonException e) {
      throw new PayloadException("payload is no JSON", e);
    }
    return tokens;
  }

  @Override
  public Long date(double epochMs) {
    return number(epochMs);
  }

  @Override
  public Long error(String jsonText) {
    return string(jsonText);
  }

  @Override
  public Long binary(BinaryKind kind, MemorySegment bytes) {
    long sum = kind.elementBytes();
    for (long at = 0; at < bytes.byteSize(); at++) {
      sum += bytes.get(ValueLayout.JAVA_BYTE, at);
    }
    return sum;
  }

  @Override
  public Long envelope(String header, boolean headerIsJson, MemorySegment body) {
    return (headerIsJson ? json(header) : string(header)) + binary(BinaryKind.ARRAY_BUFFER, body);
  }

  @Override
  public Long envelopeExternal(String header, boolean headerIsJson, String externalJson) {
    return (headerIsJson ? json(header) : string(header)) + external(externalJson);
  }

  @Override
  public Long external(String json) {
    return json(json);
  }

  @Override
  public Long processSharedBuffer(int[] words) {
    return (long) words.length;
  }
}
