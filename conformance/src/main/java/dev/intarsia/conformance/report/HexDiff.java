package dev.intarsia.conformance.report;

import java.util.regex.Pattern;

/** Two texts below each other, with what differs marked; hex strings as rows of bytes with their offset. */
public final class HexDiff {
  private static final Pattern HEX = Pattern.compile("(?:[0-9a-f]{2}){2,}");
  private static final int ROW_BYTES = 16;
  /** Rows around a difference; the rest is left out. */
  private static final int MOST_ROWS = 24;

  private HexDiff() {}

  static String html(String expected, String actual) {
    return HEX.matcher(expected).matches() && HEX.matcher(actual).matches()
        ? bytes(expected, actual)
        : "expected  " + marked(expected, actual) + "\nactual    " + marked(actual, expected);
  }

  private static String bytes(String expected, String actual) {
    StringBuilder out = new StringBuilder();
    int rows = 0;
    int all = Math.max(expected.length(), actual.length()) / 2;
    for (int from = 0; from < all && rows < MOST_ROWS; from += ROW_BYTES) {
      String left = row(expected, from);
      String right = row(actual, from);
      if (!left.equals(right)) {
        String offset = String.format("%08x", from);
        out.append(offset)
            .append("  expected  ")
            .append(markedBytes(left, right))
            .append('\n');
        out.append(offset)
            .append("  actual    ")
            .append(markedBytes(right, left))
            .append('\n');
        rows++;
      }
    }
    if (rows == MOST_ROWS) {
      out.append("…\n");
    }
    return out.toString();
  }

  private static String row(String hex, int fromByte) {
    int from = Math.min(hex.length(), fromByte * 2);
    return hex.substring(from, Math.min(hex.length(), from + ROW_BYTES * 2));
  }

  private static String markedBytes(String row, String other) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < row.length(); at += 2) {
      String value = row.substring(at, at + 2);
      boolean same = other.startsWith(value, at);
      out.append(same ? value : "<mark>" + value + "</mark>").append(' ');
    }
    return out.toString();
  }

  private static String marked(String text, String other) {
    int from = 0;
    int shorter = Math.min(text.length(), other.length());
    while (from < shorter && text.charAt(from) == other.charAt(from)) {
      from++;
    }
    int tail = 0;
    while (tail < shorter - from && text.charAt(text.length() - 1 - tail) == other.charAt(other.length() - 1 - tail)) {
      tail++;
    }
    int to = text.length() - tail;
    return escape(text.substring(0, from)) + "<mark>" + escape(text.substring(from, to)) + "</mark>"
        + escape(text.substring(to));
  }

  public static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
