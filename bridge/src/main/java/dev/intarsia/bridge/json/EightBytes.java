package dev.intarsia.bridge.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Text looked at eight bytes at a time. */
final class EightBytes {
  private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long QUESTION_MARKS = '?' * ONES;
  private static final long SPACES = ' ' * ONES;

  private EightBytes() {}

  static long at(byte[] bytes, int index) {
    return (long) LONGS.get(bytes, index);
  }

  static void set(byte[] bytes, int index, long eight) {
    LONGS.set(bytes, index, eight);
  }

  /**
   * Marks by their highest bits the bytes that a JSON string can't hold as they are, and those that are not ASCII. Only
   * the first mark is sure.
   */
  static long odd(long eight) {
    long quote = eight ^ QUOTES;
    long backslash = eight ^ BACKSLASHES;
    return (quote - ONES | backslash - ONES | eight - SPACES | eight) & HIGH_BITS;
  }

  /** Which of the eight bytes carries the first mark. */
  static int first(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /**
   * Whether a JSON string can hold all bytes as they are, and all are ASCII and no question mark, which may stand for a
   * lone surrogate.
   */
  static boolean arePlain(byte[] bytes) {
    int i = 0;
    long marks = 0;
    for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
      long eight = at(bytes, i);
      marks |= odd(eight) | (((eight ^ QUESTION_MARKS) - ONES) & HIGH_BITS);
    }
    for (; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b < ' ' || b == '"' || b == '\\' || b == '?') {
        return false;
      }
    }
    return marks == 0;
  }
}
