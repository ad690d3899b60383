package dev.intarsia.bridge.payload;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.List;

/** Makes plain Java objects; copies what it is given, as every factory must. */
public final class PlainFactory implements PayloadFactory<Object> {
  public static final Object NULL = "the null";
  public static final Object UNDEFINED = "the undefined";

  public PlainFactory() {}

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
    return NULL;
  }

  @Override
  public Object undefined() {
    return UNDEFINED;
  }

  @Override
  public Object bigint(long value) {
    return value;
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
    return List.of("symbol", key);
  }

  @Override
  public Object json(String text) {
    return List.of("json", text);
  }

  @Override
  public Object date(double epochMs) {
    return List.of("date", epochMs);
  }

  @Override
  public Object error(String jsonText) {
    return List.of("error", jsonText);
  }

  @Override
  public Object binary(BinaryKind kind, MemorySegment bytes) {
    return bytes.toArray(ValueLayout.JAVA_BYTE);
  }

  @Override
  public Object envelope(String header, boolean headerIsJson, MemorySegment body) {
    return List.of(header, headerIsJson, body.toArray(ValueLayout.JAVA_BYTE));
  }

  @Override
  public Object envelopeExternal(String header, boolean headerIsJson, String externalJson) {
    return List.of(header, headerIsJson, externalJson);
  }

  @Override
  public Object external(String json) {
    return List.of("external", json);
  }

  @Override
  public Object processSharedBuffer(int[] words) {
    return words.clone();
  }

  @Override
  public Object sharedArrayBuffer(int[] words) {
    return words.clone();
  }

  @Override
  public Object bufferReference(int[] words) {
    return words.clone();
  }
}
