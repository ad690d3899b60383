package dev.intarsia.js.payload;

import dev.intarsia.bridge.memory.MemoryPeer;
import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.payload.SharedBufferPayloads;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;

/** Payloads as neutral values. Holds no state: any thread may use it. */
final class NeutralFactory implements PayloadFactory<NeutralValue> {
  static final NeutralFactory INSTANCE = new NeutralFactory();

  private NeutralFactory() {}

  @Override
  public NeutralValue number(double value) {
    return new NeutralValue.Numeric(false, value);
  }

  @Override
  public NeutralValue bool(boolean value) {
    return value ? NeutralValue.Constant.TRUE : NeutralValue.Constant.FALSE;
  }

  @Override
  public NeutralValue nul() {
    return NeutralValue.Constant.NULL;
  }

  @Override
  public NeutralValue undefined() {
    return NeutralValue.Constant.UNDEFINED;
  }

  @Override
  public NeutralValue bigint(long value) {
    return new NeutralValue.Bigint(BigInteger.valueOf(value));
  }

  @Override
  public NeutralValue bigint(BigInteger value) {
    return new NeutralValue.Bigint(value);
  }

  @Override
  public NeutralValue string(String value) {
    return new NeutralValue.Text(NeutralValue.Form.STRING, value);
  }

  @Override
  public NeutralValue symbol(String key) {
    return new NeutralValue.Text(NeutralValue.Form.SYMBOL, key);
  }

  @Override
  public NeutralValue json(String text) {
    return new NeutralValue.Text(NeutralValue.Form.JSON, text);
  }

  @Override
  public NeutralValue date(double epochMs) {
    return new NeutralValue.Numeric(true, epochMs);
  }

  @Override
  public NeutralValue error(String jsonText) {
    return new NeutralValue.Text(NeutralValue.Form.ERROR, jsonText);
  }

  @Override
  public NeutralValue binary(BinaryKind kind, MemorySegment bytes) {
    return new NeutralValue.Bytes(kind, bytes.toArray(ValueLayout.JAVA_BYTE));
  }

  @Override
  public NeutralValue envelope(String header, boolean headerIsJson, MemorySegment body) {
    return new NeutralValue.Enveloped(header, headerIsJson, body.toArray(ValueLayout.JAVA_BYTE));
  }

  @Override
  public NeutralValue envelopeExternal(String header, boolean headerIsJson, String externalJson) {
    return new NeutralValue.EnvelopedExternal(header, headerIsJson, externalJson);
  }

  @Override
  public NeutralValue external(String json) {
    return new NeutralValue.Text(NeutralValue.Form.EXTERNAL, json);
  }

  @Override
  public NeutralValue processSharedBuffer(int[] words) {
    return processSharedBuffer(words, MemoryPeer.SAME_PROCESS);
  }

  @Override
  public NeutralValue processSharedBuffer(int[] words, MemoryPeer peer) {
    return new NeutralValue.Shared(SharedBufferPayloads.read(words, peer));
  }
}
