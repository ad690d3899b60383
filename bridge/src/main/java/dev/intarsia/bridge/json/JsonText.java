package dev.intarsia.bridge.json;

/**
 * Writes JSON tokens as {@code JSON.stringify} lays them out: no white space, ECMAScript's number
 * format, lone surrogates escaped. The caller keeps the nesting right; commas are put by this class.
 *
 * <p>One thread at a time. Reused after {@link #reset}.
 */
public final class JsonText {
  private static final int KEPT_CHARS = 1 << 16;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private StringBuilder out = new StringBuilder(256);
  private boolean comma;

  public JsonText() {}

  /** Forgets the text. A buffer grown by a large value is given back. */
  public JsonText reset() {
    if (out.capacity() > KEPT_CHARS) {
      out = new StringBuilder(256);
    } else {
      out.setLength(0);
    }
    comma = false;
    return this;
  }

  /** Characters written since {@link #reset}. */
  public int length() {
    return out.length();
  }

  @Override
  public String toString() {
    return out.toString();
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
    separate();
    quote(name);
    out.append(':');
    comma = false;
    return this;
  }

  /** A member's name that {@link #quoted} has made once: {@code "name":}. */
  public JsonText quotedKey(String quotedNameAndColon) {
    separate();
    out.append(quotedNameAndColon);
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
    EcmaNumbers.append(out, value);
    return this;
  }

  /** An integer that a double holds exactly. */
  public JsonText number(long value) {
    separate();
    out.append(value);
    return this;
  }

  public JsonText bool(boolean value) {
    separate();
    out.append(value);
    return this;
  }

  public JsonText nul() {
    separate();
    out.append("null");
    return this;
  }

  /** JSON text that is put in as it is. */
  public JsonText raw(String json) {
    separate();
    out.append(json);
    return this;
  }

  /** A string as a JSON token. */
  public static String quoted(String value) {
    return new JsonText().string(value).toString();
  }

  private JsonText open(char bracket) {
    separate();
    out.append(bracket);
    comma = false;
    return this;
  }

  private JsonText close(char bracket) {
    out.append(bracket);
    comma = true;
    return this;
  }

  private void separate() {
    if (comma) {
      out.append(',');
    }
    comma = true;
  }

  private void quote(String value) {
    out.append('"');
    int length = value.length();
    int from = 0;
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
        continue;
      }
      out.append(value, from, i);
      escape(c);
      from = i + 1;
    }
    if (from == 0) {
      out.append(value); // by far the usual case, and a block copy
    } else {
      out.append(value, from, length);
    }
    out.append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default ->
          out.append("\\u")
              .append(HEX[c >> 12])
              .append(HEX[c >> 8 & 15])
              .append(HEX[c >> 4 & 15])
              .append(HEX[c & 15]);
    }
  }
}
