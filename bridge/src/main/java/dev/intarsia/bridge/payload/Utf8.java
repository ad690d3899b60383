package dev.intarsia.bridge.payload;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text to UTF-8 in shared memory and back, through scratch arrays of its own: one object a thread. A
 * lone surrogate becomes U+FFFD, bytes that are no UTF-8 become U+FFFD as in the WHATWG's decoder.
 */
final class Utf8 {
  /** At least the inline capacity: what may be inline is encoded in one piece. */
  private static final int CHUNK_CHARS = 1024;

  private static final int MAX_BYTES_PER_CHAR = 3;
  private static final int SHORT_CHARS = 48;
  private static final int MIN_SCRATCH_BYTES = 4096;
  private static final int MAX_SCRATCH_BYTES = 1 << 18;
  /** The first byte of U+D000 to U+DFFF; with a second byte from A0 on, of a surrogate. */
  private static final byte SURROGATE_LEAD = (byte) 0xED;

  private static final byte NEVER_UTF8 = (byte) 0xFF;
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  private final char[] chars = new char[CHUNK_CHARS];
  private final byte[] bytes = new byte[CHUNK_CHARS * MAX_BYTES_PER_CHAR];
  private final CharBuffer charBuffer = CharBuffer.wrap(chars);
  private final ByteBuffer byteBuffer = ByteBuffer.wrap(bytes);
  private final CharsetEncoder encoder = StandardCharsets.UTF_8
      .newEncoder()
      .onMalformedInput(CodingErrorAction.REPLACE)
      .onUnmappableCharacter(CodingErrorAction.REPLACE)
      .replaceWith(REPLACEMENT);
  /** Bytes being read; it grows with what is read, up to a bound. */
  private byte[] incoming = new byte[0];
  /** Characters that the last {@link #encode} took. */
  private int taken;

  /** The bytes that a text takes at most; never less than it takes. */
  static long maxBytes(String text) {
    return (long) text.length() * MAX_BYTES_PER_CHAR;
  }

  /** What {@link #maxBytes(String)} is for the same text: three for each UTF-16 unit. */
  static long maxBytes(byte[] utf8, int length) {
    long units = 0;
    for (int i = 0; i < length; i++) {
      int unit = utf8[i] & 0xFF;
      units += (unit & 0xC0) == 0x80 ? 0 : unit >= 0xF0 ? 2 : 1;
    }
    return units * MAX_BYTES_PER_CHAR;
  }

  /** The bytes that a text takes. */
  static long exactBytes(String text) {
    long count = 0;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        count++;
      } else if (c < 0x800) {
        count += 2;
      } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
        count += 4;
        i++;
      } else {
        count += 3;
      }
    }
    return count;
  }

  /**
   * Writes a text that has at most {@code limit} bytes; longer ones leave the memory as it is.
   *
   * @param limit at most the inline capacity
   * @return bytes written, or -1
   */
  int writeWithin(String text, MemorySegment target, long offset, int limit) {
    if (text.length() > limit) {
      return -1;
    }
    int count = encode(text, 0);
    if (count > limit) {
      return -1;
    }
    MemorySegment.copy(bytes, 0, target, ValueLayout.JAVA_BYTE, offset, count);
    return count;
  }

  /**
   * Writes a whole text. The target has room for {@link #exactBytes}.
   *
   * @return bytes written
   */
  int write(String text, MemorySegment target, long offset) {
    long at = offset;
    for (int from = 0; from < text.length(); from += taken) {
      int count = encode(text, from);
      MemorySegment.copy(bytes, 0, target, ValueLayout.JAVA_BYTE, at, count);
      at += count;
    }
    return (int) (at - offset);
  }

  /** Reads a text; the range is within the segment. */
  String read(MemorySegment source, long offset, int length) {
    if (!source.isNative() || length > MAX_SCRATCH_BYTES) {
      return text(source, offset, length);
    }
    if (length > incoming.length) {
      incoming = new byte[Math.max(MIN_SCRATCH_BYTES, Integer.highestOneBit(length - 1) << 1)];
    }
    return text(source, offset, length, incoming);
  }

  /** The same without scratch memory. */
  static String text(MemorySegment source, long offset, int length) {
    return source.heapBase().orElse(null) instanceof byte[] array
        ? decode(array, Math.toIntExact(source.address() + offset), length)
        : text(source, offset, length, new byte[length]);
  }

  private static String text(MemorySegment source, long offset, int length, byte[] copy) {
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, offset, copy, 0, length);
    return decode(copy, 0, length);
  }

  /** As the WHATWG's decoder: the JDK's takes an encoded surrogate for one mistake, not for one in each byte. */
  private static String decode(byte[] utf8, int from, int length) {
    String text = new String(utf8, from, length, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') < 0) {
      return text;
    }
    byte[] copy = Arrays.copyOfRange(utf8, from, from + length);
    for (int i = 0; i + 1 < length; i++) {
      if (copy[i] == SURROGATE_LEAD && (copy[i + 1] & 0xE0) == 0xA0) {
        copy[i] = NEVER_UTF8;
      }
    }
    return new String(copy, StandardCharsets.UTF_8);
  }

  /** Encodes the next characters into the scratch bytes, never half of a surrogate pair. */
  private int encode(String text, int from) {
    char[] units = chars;
    int count = Math.min(text.length() - from, CHUNK_CHARS);
    text.getChars(from, from + count, units, 0);
    if (count <= SHORT_CHARS && encodeShortAscii(units, count)) {
      taken = count;
      return count;
    }
    if (count == CHUNK_CHARS && from + count < text.length() && Character.isHighSurrogate(units[count - 1])) {
      count--;
    }
    taken = count;
    charBuffer.limit(count).position(0);
    byteBuffer.clear();
    encoder.reset();
    encoder.encode(charBuffer, byteBuffer, true);
    return byteBuffer.position();
  }

  /** The encoder costs more than a short text. */
  private boolean encodeShortAscii(char[] units, int count) {
    byte[] out = bytes;
    for (int i = 0; i < count; i++) {
      char unit = units[i];
      if (unit >= 0x80) {
        return false;
      }
      out[i] = (byte) unit;
    }
    return true;
  }
}
