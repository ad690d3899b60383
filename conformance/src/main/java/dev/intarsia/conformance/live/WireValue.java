package dev.intarsia.conformance.live;

import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadSink;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/** A value as the wire has it, comparable bit for bit. */
sealed interface WireValue {
  WireValue UNDEFINED = new Simple("undefined");
  WireValue NULL = new Simple("null");
  WireValue TRUE = new Simple("true");
  WireValue FALSE = new Simple("false");

  boolean write(PayloadSink sink);

  /** {@code undefined}, {@code null} and the booleans. */
  record Simple(String name) implements WireValue {
    @Override
    public boolean write(PayloadSink sink) {
      return switch (name) {
        case "undefined" -> sink.undefined();
        case "null" -> sink.nul();
        default -> sink.bool(name.equals("true"));
      };
    }
  }

  record Num(long bits) implements WireValue {
    static Num of(double value) {
      return new Num(Double.doubleToLongBits(value));
    }

    double value() {
      return Double.longBitsToDouble(bits);
    }

    @Override
    public boolean write(PayloadSink sink) {
      return sink.number(value());
    }

    @Override
    public String toString() {
      return "number " + value();
    }
  }

  record Big(BigInteger value) implements WireValue {
    @Override
    public boolean write(PayloadSink sink) {
      return sink.bigint(value);
    }
  }

  record Text(String value) implements WireValue {
    @Override
    public boolean write(PayloadSink sink) {
      return sink.string(value);
    }

    @Override
    public String toString() {
      return "string of " + value.length() + ": " + value.substring(0, Math.min(40, value.length()));
    }
  }

  record Sym(String key) implements WireValue {
    @Override
    public boolean write(PayloadSink sink) {
      return sink.symbol(key);
    }
  }

  record Json(String text) implements WireValue {
    @Override
    public boolean write(PayloadSink sink) {
      return sink.json(text);
    }

    @Override
    public String toString() {
      return "json " + text.substring(0, Math.min(60, text.length()));
    }
  }

  record Moment(long bits) implements WireValue {
    static Moment of(double epochMs) {
      return new Moment(Double.doubleToLongBits(epochMs));
    }

    @Override
    public boolean write(PayloadSink sink) {
      return sink.date(Double.longBitsToDouble(bits));
    }
  }

  record Failure(String json) implements WireValue {
    @Override
    public boolean write(PayloadSink sink) {
      return sink.error(json);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // equality is defined below
  record Bytes(BinaryKind kind, byte[] bytes) implements WireValue {
    @Override
    public boolean write(PayloadSink sink) {
      return sink.binary(kind, MemorySegment.ofArray(bytes));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that && kind == that.kind && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return 31 * kind.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return kind + " of " + bytes.length + ": " + HexFormat.of().formatHex(bytes, 0, Math.min(16, bytes.length));
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // equality is defined below
  record Letter(String header, boolean headerIsJson, byte[] body) implements WireValue {
    @Override
    public boolean write(PayloadSink sink) {
      return sink.envelope(header, headerIsJson, MemorySegment.ofArray(body));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Letter that
          && header.equals(that.header)
          && headerIsJson == that.headerIsJson
          && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
      return 31 * header.hashCode() + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
      return "envelope " + header + " with " + body.length + " bytes";
    }
  }

  record External(String text) implements WireValue {
    @Override
    public boolean write(PayloadSink sink) {
      return sink.external(text);
    }
  }

  /** What this side only reads. */
  record Opaque(String kind, String content) implements WireValue {
    @Override
    public boolean write(PayloadSink sink) {
      throw new UnsupportedOperationException("only read here: " + kind);
    }
  }
}
