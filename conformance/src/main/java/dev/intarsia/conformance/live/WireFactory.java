package dev.intarsia.conformance.live;

import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadFactory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.Arrays;

/** Keeps what the wire has, as it is. */
final class WireFactory implements PayloadFactory<WireValue> {
  @Override
  public WireValue number(double value) {
    return WireValue.Num.of(value);
  }

  @Override
  public WireValue bool(boolean value) {
    return value ? WireValue.TRUE : WireValue.FALSE;
  }

  @Override
  public WireValue nul() {
    return WireValue.NULL;
  }

  @Override
  public WireValue undefined() {
    return WireValue.UNDEFINED;
  }

  @Override
  public WireValue bigint(long value) {
    return new WireValue.Big(BigInteger.valueOf(value));
  }

  @Override
  public WireValue bigint(BigInteger value) {
    return new WireValue.Big(value);
  }

  @Override
  public WireValue string(String value) {
    return new WireValue.Text(value);
  }

  @Override
  public WireValue symbol(String key) {
    return new WireValue.Sym(key);
  }

  @Override
  public WireValue json(String text) {
    return new WireValue.Json(text);
  }

  @Override
  public WireValue date(double epochMs) {
    return WireValue.Moment.of(epochMs);
  }

  @Override
  public WireValue error(String jsonText) {
    return new WireValue.Failure(jsonText);
  }

  @Override
  public WireValue binary(BinaryKind kind, MemorySegment bytes) {
    return new WireValue.Bytes(kind, bytes.toArray(ValueLayout.JAVA_BYTE));
  }

  @Override
  public WireValue envelope(String header, boolean headerIsJson, MemorySegment body) {
    return new WireValue.Letter(header, headerIsJson, body.toArray(ValueLayout.JAVA_BYTE));
  }

  @Override
  public WireValue envelopeExternal(String header, boolean headerIsJson, String externalJson) {
    return new WireValue.Opaque("envelope with external body", header + externalJson);
  }

  @Override
  public WireValue external(String json) {
    return new WireValue.External(json);
  }

  @Override
  public WireValue processSharedBuffer(int[] words) {
    return new WireValue.Opaque("ProcessSharedBuffer", Arrays.toString(words));
  }
}
