package dev.intarsia.js.http;

/** One {@code name: value}. */
final class HeaderLine {
  private static final boolean[] TOKEN = token();

  private HeaderLine() {}

  static boolean isToken(char c) {
    return c < TOKEN.length && TOKEN[c];
  }

  private static boolean[] token() {
    boolean[] token = new boolean[128];
    for (char c = 0; c < token.length; c++) {
      token[c] = Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
    return token;
  }

  static void parse(String text, MessageHead head, boolean lenient, boolean relaxed) throws ParseException {
    char first = text.charAt(0);
    if (first == ' ' || first == '\t') {
      throw head.lines.isEmpty()
          ? new ParseException("INVALID_HEADER_TOKEN", "Unexpected space after start line")
          : new ParseException("INVALID_HEADER_TOKEN", "Unexpected whitespace after header value");
    }
    int colon = 0;
    while (colon < text.length() && isToken(text.charAt(colon))) {
      colon++;
    }
    if (colon == 0 || colon == text.length() || text.charAt(colon) != ':') {
      throw new ParseException("INVALID_HEADER_TOKEN", "Invalid header token");
    }
    int start = colon + 1;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    String value = text.substring(start, end);
    checkValue(value, relaxed, "INVALID_HEADER_TOKEN", "Invalid header value char");
    head.add(text.substring(0, colon), value, lenient);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  static void checkValue(String value, boolean relaxed, String code, String reason) throws ParseException {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0 || (!relaxed && ((c < ' ' && c != '\t') || c == 127))) {
        throw new ParseException(code, reason);
      }
    }
  }
}
