package dev.intarsia.bridge.json;

/** ECMAScript's {@code Number::toString} in base 10 (ECMA-262, 6.1.6.1.20). */
public final class EcmaNumbers {
  /** The largest integer up to which every integer is a double: 2^53 − 1. */
  public static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private EcmaNumbers() {}

  /** The text that JavaScript's {@code String(value)} gives. */
  public static String toString(double value) {
    StringBuilder out = new StringBuilder(24);
    append(out, value);
    return out.toString();
  }

  /** Appends what {@link #toString(double)} returns. */
  public static void append(StringBuilder out, double value) {
    long whole = (long) value;
    if (whole == value && whole >= -MAX_SAFE_INTEGER && whole <= MAX_SAFE_INTEGER) {
      out.append(whole); // covers -0, which is "0"
    } else if (Double.isNaN(value)) {
      out.append("NaN");
    } else if (Double.isInfinite(value)) {
      out.append(value > 0 ? "Infinity" : "-Infinity");
    } else {
      appendShortest(out, value);
    }
  }

  /** {@link Double#toString} finds the shortest digits, but never fewer than two of them, and lays them out otherwise. */
  private static void appendShortest(StringBuilder out, double value) {
    String java = Double.toString(Math.abs(value));
    int exponentAt = java.indexOf('E');
    int exponent = exponentAt < 0 ? 0 : Integer.parseInt(java, exponentAt + 1, java.length(), 10);
    String mantissa = exponentAt < 0 ? java : java.substring(0, exponentAt);
    int point = mantissa.indexOf('.');
    String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
    int leading = 0;
    while (digits.charAt(leading) == '0') {
      leading++;
    }
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    // The value is 0.d1d2…dk × 10^n.
    int n = point + exponent - leading;
    digits = digits.substring(leading, end);
    if (digits.length() == 2) {
      int digit = oneDigitIfEnough(digits, n, Math.abs(value));
      if (digit == 10) {
        n++;
      }
      digits = digit == 0 ? digits : digit == 10 ? "1" : Integer.toString(digit);
    }
    if (value < 0) {
      out.append('-');
    }
    layOut(out, digits, n);
  }

  /** The digit, up to 10, that alone gives the value; 0 when none does. */
  private static int oneDigitIfEnough(String digits, int n, double value) {
    int nearest = digits.charAt(0) - '0' + (digits.charAt(1) >= '5' ? 1 : 0);
    return Double.parseDouble(nearest + "E" + (n - 1)) == value ? nearest : 0;
  }

  private static void layOut(StringBuilder out, String digits, int n) {
    int k = digits.length();
    if (k <= n && n <= 21) {
      out.append(digits).repeat('0', n - k);
    } else if (0 < n && n <= 21) {
      out.append(digits, 0, n).append('.').append(digits, n, k);
    } else if (-6 < n && n <= 0) {
      out.append("0.").repeat('0', -n).append(digits);
    } else {
      out.append(digits.charAt(0));
      if (k > 1) {
        out.append('.').append(digits, 1, k);
      }
      int exponent = n - 1;
      out.append('e').append(exponent < 0 ? '-' : '+').append(Math.abs(exponent));
    }
  }
}
