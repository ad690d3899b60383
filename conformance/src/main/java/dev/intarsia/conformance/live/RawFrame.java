package dev.intarsia.conformance.live;

import dev.intarsia.protocol.payload.PayloadTag;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request as it goes into memory, right or wrong.
 *
 * @param low word 3 of a frame without a region
 * @param length word 5
 * @param dynamic what goes into the region, or null for none
 * @param startShift what is added to the region's start in word 3
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RawFrame(
    int word0,
    int taskId,
    int tag,
    int low,
    int high,
    int length,
    int stamp,
    byte[] inline,
    byte @Nullable [] dynamic,
    int startShift) {
  private static final byte[] NOTHING = {};

  static RawFrame immediate(int function, int taskId, int tag) {
    return new RawFrame(function, taskId, tag, 0, 0, 0, 0, NOTHING, null, 0);
  }

  static RawFrame number(int function, int taskId, double value) {
    long bits = Double.doubleToRawLongBits(value);
    return new RawFrame(
        function, taskId, PayloadTag.FLOAT64, (int) bits, (int) (bits >>> Integer.SIZE), 0, 0, NOTHING, null, 0);
  }

  static RawFrame inline(int function, int taskId, int tag, byte[] bytes) {
    return new RawFrame(function, taskId, tag, 0, 0, bytes.length, 0, bytes, null, 0);
  }

  static RawFrame text(int function, int taskId, String text) {
    return inline(function, taskId, PayloadTag.STATIC_STRING, text.getBytes(StandardCharsets.UTF_8));
  }

  static RawFrame dynamic(int function, int taskId, int tag, byte[] bytes) {
    return new RawFrame(function, taskId, tag, 0, 0, bytes.length, 0, NOTHING, bytes, 0);
  }

  /** Bytes that tell which call they belong to. */
  static byte[] pattern(int seed, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (seed * 31 + i * 7 + (i >> 8));
    }
    return bytes;
  }

  RawFrame withLength(int newLength) {
    return new RawFrame(word0, taskId, tag, low, high, newLength, stamp, inline, dynamic, startShift);
  }

  RawFrame withStamp(int newStamp) {
    return new RawFrame(word0, taskId, tag, low, high, length, newStamp, inline, dynamic, startShift);
  }

  RawFrame withStartShift(int shift) {
    return new RawFrame(word0, taskId, tag, low, high, length, stamp, inline, dynamic, shift);
  }

  /** A reply as it was found in memory. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Reply(int slot, int[] words, byte[] inline, byte[] region) {
    int flags() {
      return words[0];
    }

    int taskId() {
      return words[1];
    }

    int tag() {
      return words[2];
    }

    int stamp() {
      return words[6] >>> 5;
    }

    double number() {
      return ByteBuffer.allocate(Long.BYTES)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(words[3])
          .putInt(words[4])
          .getDouble(0);
    }

    /** The text or bytes of a payload that has one part. */
    byte[] bytes() {
      return region.length > 0 ? region : inline;
    }

    @Override
    public String toString() {
      StringBuilder out =
          new StringBuilder("reply to " + Integer.toUnsignedString(taskId()) + " in slot " + slot + ", words");
      for (int word : words) {
        out.append(String.format(" %08x", word));
      }
      byte[] bytes = bytes();
      return bytes.length == 0
          ? out.toString()
          : out + ", " + bytes.length + " bytes: "
              + new String(bytes, 0, Math.min(60, bytes.length), StandardCharsets.UTF_8);
    }
  }
}
