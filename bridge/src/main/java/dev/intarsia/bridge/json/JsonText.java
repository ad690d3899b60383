package dev.intarsia.bridge.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON tokens as {@code JSON.stringify} lays them out, in UTF-8: no white space, ECMAScript's number
 * format, lone surrogates escaped. The caller keeps the nesting right; commas are put by this class.
 *
 * <p>One thread at a time. Reused after {@link #reset}.
 */
public final class JsonText {
  private static final int FIRST_BYTES = 256;
  private static final int KEPT_BYTES = 1 << 16;
  /** What one UTF-16 unit takes at most: an escape such as {@code \ud800}. */
  private static final int MAX_BYTES_PER_UNIT = 6;

  /** From there on encoding as a whole is faster than a unit at a time. */
  private static final int LONG_STRING = 32;

  private static final int NAMES = 128;
  private static final byte[] HEX = ascii("0123456789abcdef");
  static final byte[] NULL = ascii("null");
  static final byte[] TRUE = ascii("true");
  static final byte[] FALSE = ascii("false");

  private byte[] out = new byte[FIRST_BYTES];
  private int length;
  private boolean comma;

  /** Member names written before, by hash, and their tokens with the colon: most documents repeat them. */
  private final @Nullable String[] names = new @Nullable String[NAMES];

  private final byte[][] nameTokens = new byte[NAMES][];

  public JsonText() {}

  /** Forgets the text. A buffer grown by a large value is given back. */
  public JsonText reset() {
    if (out.length > KEPT_BYTES) {
      out = new byte[FIRST_BYTES];
    }
    length = 0;
    comma = false;
    return this;
  }

  /** Bytes written since {@link #reset}. */
  public int length() {
    return length;
  }

  /** The text, from the array's start to {@link #length}; good until the next token is written. */
  public byte[] utf8() {
    return out;
  }

  /** Forgets what was written in the object or array that was begun when there were so many bytes. */
  public JsonText backTo(int bytes) {
    length = bytes;
    comma = false;
    return this;
  }

  @Override
  public String toString() {
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  public JsonText beginObject() {
    return open('{');
  }

  public JsonText endObject() {
    return close('}');
  }

  public JsonText beginArray() {
    return open('[');
  }

  public JsonText endArray() {
    return close(']');
  }

  public JsonText key(String name) {
    int index = name.hashCode() & NAMES - 1;
    if (!name.equals(names[index])) {
      if (name.length() > JsonShape.LONGEST_NAME) {
        string(name);
        put(':');
        comma = false;
        return this;
      }
      names[index] = name;
      nameTokens[index] = keyToken(name);
    }
    return key(nameTokens[index]);
  }

  /** A member's name that {@link #keyToken} has made once. */
  public JsonText key(byte[] keyToken) {
    separate();
    append(keyToken);
    comma = false;
    return this;
  }

  /** Text that brings its own commas and brackets: what stands between two scalars. */
  public JsonText between(byte[] piece) {
    append(piece);
    comma = false;
    return this;
  }

  public JsonText string(String value) {
    separate();
    quote(value);
    return this;
  }

  /** NaN and infinities are null, as in {@code JSON.stringify}. */
  public JsonText number(double value) {
    if (!Double.isFinite(value)) {
      return nul();
    }
    separate();
    length = EcmaNumbers.write(value, room(EcmaNumbers.MAX_BYTES), length);
    return this;
  }

  /** An integer that a double holds exactly. */
  public JsonText number(long value) {
    separate();
    length = EcmaNumbers.writeInteger(value, room(EcmaNumbers.MAX_BYTES), length);
    return this;
  }

  public JsonText bool(boolean value) {
    separate();
    append(value ? TRUE : FALSE);
    return this;
  }

  public JsonText nul() {
    separate();
    append(NULL);
    return this;
  }

  /** JSON text that is put in as it is. */
  public JsonText raw(String json) {
    separate();
    append(json.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** A string as a JSON token. */
  public static String quoted(String value) {
    return new JsonText().string(value).toString();
  }

  /** A member's name as its token and the colon, for {@link #key(byte[])}. */
  public static byte[] keyToken(String name) {
    return (quoted(name) + ":").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private JsonText open(char bracket) {
    separate();
    put(bracket);
    comma = false;
    return this;
  }

  private JsonText close(char bracket) {
    put(bracket);
    comma = true;
    return this;
  }

  private void separate() {
    if (comma) {
      put(',');
    }
    comma = true;
  }

  private void put(char ascii) {
    room(1)[length++] = (byte) ascii;
  }

  private void append(byte[] bytes) {
    System.arraycopy(bytes, 0, room(bytes.length), length, bytes.length);
    length += bytes.length;
  }

  /** The buffer with that many bytes free behind {@link #length}. */
  private byte[] room(int bytes) {
    return bytes <= out.length - length ? out : grow(bytes);
  }

  private byte[] grow(int bytes) {
    int needed = Math.addExact(length, bytes);
    out = Arrays.copyOf(out, Math.max(needed, (int) Math.min(2L * out.length, Integer.MAX_VALUE - 8)));
    return out;
  }

  private void quote(String value) {
    int units = value.length();
    if (units >= LONG_STRING) {
      quoteLong(value);
      return;
    }
    byte[] target = room(units + 2);
    int at = length;
    target[at++] = '"';
    for (int i = 0; i < units; i++) {
      char c = value.charAt(i);
      if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
        length = at;
        quoteFrom(value, i);
        return;
      }
      target[at++] = (byte) c;
    }
    target[at++] = '"';
    length = at;
  }

  /** By far the usual text is plain ASCII, and a block copy. */
  private void quoteLong(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    put('"');
    if (EightBytes.arePlain(utf8)) {
      append(utf8);
      put('"');
    } else {
      quoteFrom(value, 0);
    }
  }

  /** The rest of a string that holds more than plain ASCII. */
  private void quoteFrom(String value, int from) {
    int units = value.length();
    for (int i = from; i < units; i++) {
      char c = value.charAt(i);
      room(MAX_BYTES_PER_UNIT);
      if (c < ' ' || c == '"' || c == '\\') {
        escape(c);
      } else if (c < 0x80) {
        out[length++] = (byte) c;
      } else if (!Character.isSurrogate(c)) {
        putCodePoint(c);
      } else if (Character.isHighSurrogate(c) && i + 1 < units && Character.isLowSurrogate(value.charAt(i + 1))) {
        putCodePoint(Character.toCodePoint(c, value.charAt(++i)));
      } else {
        escape(c);
      }
    }
    put('"');
  }

  /** Two to four bytes of UTF-8. */
  private void putCodePoint(int c) {
    byte[] target = out;
    if (c < 0x800) {
      target[length++] = (byte) (0xC0 | c >> 6);
    } else {
      if (c < 0x10000) {
        target[length++] = (byte) (0xE0 | c >> 12);
      } else {
        target[length++] = (byte) (0xF0 | c >> 18);
        target[length++] = (byte) (0x80 | (c >> 12 & 0x3F));
      }
      target[length++] = (byte) (0x80 | (c >> 6 & 0x3F));
    }
    target[length++] = (byte) (0x80 | (c & 0x3F));
  }

  private void escape(char c) {
    byte[] target = out;
    target[length++] = '\\';
    char letter = switch (c) {
      case '"', '\\' -> c;
      case '\b' -> 'b';
      case '\f' -> 'f';
      case '\n' -> 'n';
      case '\r' -> 'r';
      case '\t' -> 't';
      default -> 'u';
    };
    target[length++] = (byte) letter;
    if (letter == 'u') {
      for (int shift = 12; shift >= 0; shift -= 4) {
        target[length++] = HEX[c >> shift & 15];
      }
    }
  }
}
