package dev.intarsia.bridge.payload;

import dev.intarsia.protocol.payload.PayloadTag;

/** Payloads that need no more than the header: numbers, booleans, null, undefined, 64-bit bigints, dates. */
final class ImmediatePayloads {
  private ImmediatePayloads() {}

  static boolean number(PayloadWriter writer, double value) {
    return Double.isNaN(value)
        ? writer.immediate(PayloadTag.NAN, 0)
        : writer.immediate(PayloadTag.FLOAT64, Double.doubleToRawLongBits(value));
  }

  /** Reads a tag of this family; {@code bits} are words 3 and 4. */
  static <V> V read(int tag, long bits, PayloadFactory<V> factory) {
    return switch (tag) {
      case PayloadTag.FLOAT64 -> factory.number(Double.longBitsToDouble(bits));
      case PayloadTag.NAN -> factory.number(Double.NaN);
      case PayloadTag.TRUE -> factory.bool(true);
      case PayloadTag.FALSE -> factory.bool(false);
      case PayloadTag.NULL -> factory.nul();
      case PayloadTag.UNDEFINED -> factory.undefined();
      case PayloadTag.BIGINT64 -> factory.bigint(bits);
      case PayloadTag.DATE -> factory.date(Double.longBitsToDouble(bits));
      default -> throw PayloadReader.unknownTag(tag);
    };
  }
}
