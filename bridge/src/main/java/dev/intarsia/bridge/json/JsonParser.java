package dev.intarsia.bridge.json;

import dev.intarsia.bridge.payload.PayloadException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly (RFC 8259), as {@code JSON.parse} does, and bounds its depth.
 *
 * <p>Holds scratch memory, so that a small document costs no garbage but its own values: one thread at a time.
 *
 * @param <V> the reader's type of values
 */
public final class JsonParser<V, O extends V, A extends V> {
  /** Nesting above this is refused: it protects the stack of whoever walks the tree. */
  public static final int MAX_DEPTH = 512;

  private static final int KEPT_CHARS = 1 << 16;
  private static final int NAMES = 256;
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22
  };

  private final JsonTree<V, O, A> tree;

  /** Member names seen before, by hash: most documents repeat them. */
  private final @Nullable String[] names = new @Nullable String[NAMES];

  private char[] text = new char[1024];
  private int end;
  private int at;
  private int depth;

  public JsonParser(JsonTree<V, O, A> tree) {
    this.tree = tree;
  }

  /**
   * @throws PayloadException when the text is not JSON, or nests deeper than {@link #MAX_DEPTH}
   */
  public @Nullable V parse(String json) {
    end = json.length();
    if (text.length <= end) {
      text = new char[Math.max(end + 1, 2048)];
    }
    json.getChars(0, end, text, 0);
    text[end] = 0; // stops every scan
    at = 0;
    depth = 0;
    try {
      skipSpace();
      V value = value();
      skipSpace();
      if (at != end) {
        throw unexpected("after the value");
      }
      return value;
    } finally {
      if (text.length > KEPT_CHARS) {
        text = new char[1024];
      }
    }
  }

  private @Nullable V value() {
    char c = text[at];
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> tree.string(string());
      case 't' -> {
        literal("true");
        yield tree.bool(true);
      }
      case 'f' -> {
        literal("false");
        yield tree.bool(false);
      }
      case 'n' -> {
        literal("null");
        yield tree.nul();
      }
      default -> tree.number(number());
    };
  }

  private O object() {
    enter();
    O object = tree.newObject();
    at++;
    skipSpace();
    if (text[at] == '}') {
      at++;
      depth--;
      return object;
    }
    while (true) {
      if (text[at] != '"') {
        throw unexpected("where a member's name was expected");
      }
      String name = name();
      skipSpace();
      expect(':');
      skipSpace();
      tree.put(object, name, value());
      skipSpace();
      char c = text[at];
      if (c == ',') {
        at++;
        skipSpace();
      } else {
        expect('}');
        depth--;
        return object;
      }
    }
  }

  private A array() {
    enter();
    A array = tree.newArray();
    at++;
    skipSpace();
    if (text[at] == ']') {
      at++;
      depth--;
      return array;
    }
    while (true) {
      tree.add(array, value());
      skipSpace();
      if (text[at] == ',') {
        at++;
        skipSpace();
      } else {
        expect(']');
        depth--;
        return array;
      }
    }
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw new PayloadException(
          "JSON nests deeper than " + MAX_DEPTH + " levels, at character " + at + "; send a flatter value");
    }
  }

  /** A member's name, shared with earlier documents where possible. */
  private String name() {
    int from = at + 1;
    int hash = 0;
    int i = from;
    char c = text[i];
    while (c != '"' && c != '\\' && c >= ' ') {
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
    String name = new String(text, from, length);
    if (length <= 64) {
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

  private String string() {
    int from = at + 1;
    int i = from;
    char c = text[i];
    while (c != '"' && c != '\\' && c >= ' ') {
      c = text[++i];
    }
    if (c == '"') {
      at = i + 1;
      return new String(text, from, i - from);
    }
    return escapedString(from, i);
  }

  private String escapedString(int from, int firstOddAt) {
    StringBuilder out = new StringBuilder((firstOddAt - from) + 32).append(text, from, firstOddAt - from);
    at = firstOddAt;
    while (true) {
      char c = text[at];
      if (c == '"') {
        at++;
        return out.toString();
      }
      if (c < ' ') {
        throw unexpected("inside a string");
      }
      at++;
      out.append(c == '\\' ? escape() : c);
    }
  }

  private char escape() {
    char c = text[at++];
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = text[at] < 128 ? Character.digit(text[at], 16) : -1;
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

  private double number() {
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
    return Double.parseDouble(new String(text, from, at - from));
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

  private void literal(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (text[at] != word.charAt(i)) {
        throw unexpected("in a literal");
      }
      at++;
    }
  }

  private void expect(char c) {
    if (text[at] != c) {
      throw unexpected("where '" + c + "' was expected");
    }
    at++;
  }

  private void skipSpace() {
    char c = text[at];
    while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      c = text[++at];
    }
  }

  private PayloadException unexpected(String where) {
    String what = at >= end ? "the text ends" : "unexpected " + JsonText.quoted(String.valueOf(text[at]));
    int from = Math.max(0, at - 20);
    String near = new String(Arrays.copyOfRange(text, from, Math.min(end, at + 20)));
    return new PayloadException("not JSON: " + what + " " + where + ", at character " + at + ", near " + near);
  }
}
