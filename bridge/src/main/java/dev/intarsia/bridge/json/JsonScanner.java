package dev.intarsia.bridge.json;

import dev.intarsia.bridge.payload.PayloadException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a JSON text in UTF-8. A malformed sequence within a string is U+FFFD.
 *
 * <p>Works on a copy of its own, which nobody changes meanwhile and which ends with zeros that stop every scan.
 */
final class JsonScanner {
  private static final int KEPT_BYTES = 1 << 16;
  private static final int FIRST_BYTES = 1024;
  private static final int NAMES = 256;
  private static final int NEAR_CHARS = 20;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22
  };

  /** Member names seen before, by hash: most documents repeat them. */
  private final @Nullable String[] names = new @Nullable String[NAMES];

  private byte[] text = new byte[FIRST_BYTES];
  private int end;
  private int at;

  void load(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    load(MemorySegment.ofArray(utf8), 0, utf8.length);
  }

  void load(MemorySegment utf8, long offset, int length) {
    if (text.length < (long) length + Long.BYTES) {
      text = new byte[Math.max(Math.addExact(length, Long.BYTES), 2 * FIRST_BYTES)];
    }
    MemorySegment.copy(utf8, ValueLayout.JAVA_BYTE, offset, text, 0, length);
    end = length;
    EightBytes.set(text, end, 0L);
    at = 0;
  }

  /** Starts over with the same text. */
  void rewind() {
    at = 0;
  }

  /** The text as a whole. */
  String text() {
    return utf8(0, end);
  }

  /** Gives back what a large text took. */
  void unload() {
    if (text.length > KEPT_BYTES) {
      text = new byte[FIRST_BYTES];
    }
  }

  /** Where the scanner stands, in bytes. */
  int position() {
    return at;
  }

  boolean atEnd() {
    return at == end;
  }

  /** The byte at hand; 0 at the end. */
  byte peek() {
    return text[at];
  }

  /** Passes over the byte at hand, and over spaces behind it. */
  void skip() {
    at++;
    skipSpace();
  }

  /** Passes over those bytes if they come next. */
  boolean skip(byte[] token) {
    byte[] in = text;
    int from = at;
    int length = token.length;
    if (from + length > end) {
      return false;
    }
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      if (EightBytes.at(in, from + i) != EightBytes.at(token, i)) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (in[from + i] != token[i]) {
        return false;
      }
    }
    at = from + length;
    return true;
  }

  /** A hash of the next eight bytes. */
  int hashAhead() {
    return Long.hashCode(EightBytes.at(text, at) * MIX);
  }

  /** A member's name, shared with earlier documents where possible. */
  String name() {
    int from = at + 1;
    int hash = 0;
    int i = from;
    byte c = text[i];
    while (c >= ' ' && c != '"' && c != '\\') {
      hash = hash * 31 + c;
      c = text[++i];
    }
    if (c != '"') {
      return string();
    }
    int length = i - from;
    int index = (hash ^ hash >>> 8) & NAMES - 1;
    String known = names[index];
    at = i + 1;
    if (known != null && known.length() == length && known.hashCode() == hash && same(known, from, length)) {
      return known;
    }
    String name = ascii(from, length);
    if (length <= JsonShape.LONGEST_NAME) {
      names[index] = name;
    }
    return name;
  }

  private boolean same(String known, int from, int length) {
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != text[from + i]) {
        return false;
      }
    }
    return true;
  }

  String string() {
    int from = at + 1;
    int to = from;
    long odd = EightBytes.odd(EightBytes.at(text, to));
    while (odd == 0) {
      to += Long.BYTES;
      odd = EightBytes.odd(EightBytes.at(text, to));
    }
    to += EightBytes.first(odd);
    if (text[to] == '"') {
      at = to + 1;
      return ascii(from, to - from);
    }
    return longerString(from, to);
  }

  /** A string with escapes, or with more than ASCII. */
  private String longerString(int from, int firstOddAt) {
    at = plainEnd(firstOddAt);
    if (text[at] == '"') {
      return utf8(from, at++);
    }
    StringBuilder out = new StringBuilder(at - from + 32).append(utf8(from, at));
    while (text[at] != '"') {
      if (text[at] == '\\') {
        at++;
        out.append(escape());
      } else {
        int plainFrom = at;
        at = plainEnd(at);
        if (at == plainFrom) {
          throw unexpected("inside a string");
        }
        out.append(utf8(plainFrom, at));
      }
    }
    at++;
    return out.toString();
  }

  /** The first byte from there on that is a quote, a backslash or a control character; bytes above ASCII are negative. */
  private int plainEnd(int from) {
    int i = from;
    byte c = text[i];
    while (c != '"' && c != '\\' && (c < 0 || c >= ' ')) {
      c = text[++i];
    }
    return i;
  }

  @SuppressWarnings("deprecation") // copies the bytes as they are, without looking up a character set
  private String ascii(int from, int length) {
    return new String(text, 0, from, length);
  }

  private String utf8(int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }

  private char escape() {
    byte c = text[at++];
    return switch (c) {
      case '"', '\\', '/' -> (char) c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = text[at] >= 0 ? Character.digit(text[at], 16) : -1;
          if (digit < 0) {
            throw unexpected("in a \\u escape");
          }
          code = code << 4 | digit;
          at++;
        }
        yield (char) code;
      }
      default -> {
        at--;
        throw unexpected("after a backslash");
      }
    };
  }

  double number() {
    int from = at;
    boolean negative = text[at] == '-';
    if (negative) {
      at++;
    }
    int digitsFrom = at;
    long significand = digits(0);
    if (text[digitsFrom] == '0' && at > digitsFrom + 1) {
      at = digitsFrom + 1;
      throw unexpected("after a leading zero");
    }
    int digits = at - digitsFrom;
    int scale = 0;
    if (text[at] == '.') {
      at++;
      int fractionFrom = at;
      significand = digits(significand);
      scale = at - fractionFrom;
    }
    if (text[at] == 'e' || text[at] == 'E' || digits + scale > 15) {
      return anyNumber(from);
    }
    // Both are exact in a double, so the division rounds once and rightly.
    double value = scale == 0 ? significand : significand / POWERS_OF_TEN[scale];
    return negative ? -value : value;
  }

  private double anyNumber(int from) {
    if (text[at] == 'e' || text[at] == 'E') {
      at++;
      if (text[at] == '+' || text[at] == '-') {
        at++;
      }
      digits(0);
    }
    return Double.parseDouble(utf8(from, at));
  }

  /** Reads one digit or more; the result is only good for up to 18 of them. */
  private long digits(long value) {
    int c = text[at] - '0';
    if (c < 0 || c > 9) {
      throw unexpected("where a value or a digit was expected");
    }
    do {
      value = value * 10 + c;
      c = text[++at] - '0';
    } while (c >= 0 && c <= 9);
    return value;
  }

  void literal(byte[] word) {
    if (!skip(word)) {
      throw unexpected("in a literal");
    }
  }

  void expect(char c) {
    if (text[at] != c) {
      throw unexpected("where '" + c + "' was expected");
    }
    at++;
  }

  void skipSpace() {
    byte c = text[at];
    while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      c = text[++at];
    }
  }

  PayloadException unexpected(String where) {
    String before = utf8(0, Math.min(at, end));
    String after = utf8(Math.min(at, end), Math.min(end, at + 4 * NEAR_CHARS));
    String what = after.isEmpty() ? "the text ends" : "unexpected " + JsonText.quoted(firstCharacter(after));
    String near = before.substring(Math.max(0, before.length() - NEAR_CHARS))
        + after.substring(0, Math.min(after.length(), NEAR_CHARS));
    return new PayloadException(
        "not JSON: " + what + " " + where + ", at character " + before.length() + ", near " + near);
  }

  private static String firstCharacter(String text) {
    return text.substring(0, text.offsetByCodePoints(0, 1));
  }
}
