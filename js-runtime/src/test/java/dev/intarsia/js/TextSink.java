package dev.intarsia.js;

import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadSink;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/** Shows what an encoder writes. */
public final class TextSink implements PayloadSink {
  String text = "";

  public String text() {
    return text;
  }

  private boolean set(String value) {
    text = value;
    return true;
  }

  @Override
  public boolean number(double value) {
    return set(
        value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value));
  }

  @Override
  public boolean bool(boolean value) {
    return set(Boolean.toString(value));
  }

  @Override
  public boolean nul() {
    return set("null");
  }

  @Override
  public boolean undefined() {
    return set("undefined");
  }

  @Override
  public boolean bigint(long value) {
    return set(value + "n");
  }

  @Override
  public boolean bigint(BigInteger value) {
    return set(value + "n");
  }

  @Override
  public boolean string(String value) {
    return set("'" + value + "'");
  }

  @Override
  public boolean symbol(String key) {
    return set("symbol " + key);
  }

  @Override
  public boolean json(String json) {
    return set(json);
  }

  @Override
  public boolean date(double epochMs) {
    return set("date " + epochMs);
  }

  @Override
  public boolean error(String jsonText) {
    return set("error " + jsonText);
  }

  @Override
  public boolean binary(BinaryKind kind, MemorySegment bytes) {
    return set(kind + " " + HexFormat.of().formatHex(bytes.toArray(ValueLayout.JAVA_BYTE)));
  }

  @Override
  public boolean binary(BinaryKind kind, int[] elements) {
    return set(kind + " " + Arrays.toString(elements));
  }

  @Override
  public boolean binary(BinaryKind kind, long[] elements) {
    return set(kind + " " + Arrays.toString(elements));
  }

  @Override
  public boolean binary(BinaryKind kind, double[] elements) {
    return set(kind + " " + Arrays.toString(elements));
  }

  @Override
  public boolean envelope(String header, boolean headerIsJson, MemorySegment body) {
    return set("envelope " + header + " " + headerIsJson + " "
        + HexFormat.of().formatHex(body.toArray(ValueLayout.JAVA_BYTE)));
  }

  @Override
  public boolean envelopeExternal(String header, boolean headerIsJson, String externalJson) {
    return set("envelope " + header + " " + headerIsJson + " " + externalJson);
  }

  @Override
  public boolean external(String json) {
    return set("external " + json);
  }

  @Override
  public boolean processSharedBuffer(int[] words) {
    return set("shared " + Arrays.toString(words));
  }

  @Override
  public boolean sharedArrayBuffer(int[] words) {
    return set("sab " + Arrays.toString(words));
  }

  @Override
  public boolean bufferReference(int[] words) {
    return set("ref " + Arrays.toString(words));
  }
}
