package dev.intarsia.js.payload;

import dev.intarsia.bridge.memory.MemoryPeer;
import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.payload.SharedBufferPayloads;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;

/** Payloads as parcels. Holds no state: any thread may use it. */
final class ParcelFactory implements PayloadFactory<Parcel> {
  static final ParcelFactory INSTANCE = new ParcelFactory();

  private ParcelFactory() {}

  @Override
  public Parcel number(double value) {
    return new Parcel.Numeric(false, value);
  }

  @Override
  public Parcel bool(boolean value) {
    return value ? Parcel.Constant.TRUE : Parcel.Constant.FALSE;
  }

  @Override
  public Parcel nul() {
    return Parcel.Constant.NULL;
  }

  @Override
  public Parcel undefined() {
    return Parcel.Constant.UNDEFINED;
  }

  @Override
  public Parcel bigint(long value) {
    return new Parcel.Bigint(BigInteger.valueOf(value));
  }

  @Override
  public Parcel bigint(BigInteger value) {
    return new Parcel.Bigint(value);
  }

  @Override
  public Parcel string(String value) {
    return new Parcel.Text(Parcel.Form.STRING, value);
  }

  @Override
  public Parcel symbol(String key) {
    return new Parcel.Text(Parcel.Form.SYMBOL, key);
  }

  @Override
  public Parcel json(String text) {
    return new Parcel.Text(Parcel.Form.JSON, text);
  }

  @Override
  public Parcel date(double epochMs) {
    return new Parcel.Numeric(true, epochMs);
  }

  @Override
  public Parcel error(String jsonText) {
    return new Parcel.Text(Parcel.Form.ERROR, jsonText);
  }

  @Override
  public Parcel binary(BinaryKind kind, MemorySegment bytes) {
    return new Parcel.Bytes(kind, bytes.toArray(ValueLayout.JAVA_BYTE));
  }

  @Override
  public Parcel envelope(String header, boolean headerIsJson, MemorySegment body) {
    return new Parcel.Enveloped(header, headerIsJson, body.toArray(ValueLayout.JAVA_BYTE));
  }

  @Override
  public Parcel envelopeExternal(String header, boolean headerIsJson, String externalJson) {
    return new Parcel.EnvelopedExternal(header, headerIsJson, externalJson);
  }

  @Override
  public Parcel external(String json) {
    return new Parcel.Text(Parcel.Form.EXTERNAL, json);
  }

  @Override
  public Parcel processSharedBuffer(int[] words) {
    return processSharedBuffer(words, MemoryPeer.SAME_PROCESS);
  }

  @Override
  public Parcel processSharedBuffer(int[] words, MemoryPeer peer) {
    return new Parcel.Shared(SharedBufferPayloads.read(words, peer));
  }
}
