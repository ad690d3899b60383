package dev.intarsia.bridge.payload;

import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;

/** Bigints beyond 64 bits: a byte that is 1 for a negative one, then the magnitude, lowest byte first. */
final class BigIntPayloads {
  private static final byte NEGATIVE = 1;

  private BigIntPayloads() {}

  static boolean write(PayloadWriter writer, BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      return writer.bigint(value.longValue());
    }
    byte[] bytes = bytes(value);
    return BinaryPayloads.write(
        writer, PayloadTag.STATIC_BIGINT, PayloadTag.BIGINT, MemorySegment.ofArray(bytes), bytes.length);
  }

  static BigInteger read(byte[] bytes) {
    int length = bytes.length;
    if (length <= 1) {
      return BigInteger.ZERO;
    }
    byte[] magnitude = new byte[length - 1];
    for (int i = 1; i < length; i++) {
      magnitude[length - 1 - i] = bytes[i];
    }
    return new BigInteger(bytes[0] == NEGATIVE ? -1 : 1, magnitude);
  }

  private static byte[] bytes(BigInteger value) {
    byte[] magnitude = value.abs().toByteArray();
    int leading = magnitude[0] == 0 ? 1 : 0;
    int length = magnitude.length - leading;
    byte[] bytes = new byte[length + 1];
    bytes[0] = value.signum() < 0 ? NEGATIVE : 0;
    for (int i = 0; i < length; i++) {
      bytes[i + 1] = magnitude[magnitude.length - 1 - i];
    }
    return bytes;
  }
}
