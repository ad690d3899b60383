package dev.intarsia.bridge.json;

import java.nio.charset.StandardCharsets;

/** ECMAScript's {@code Number::toString} in base 10 (ECMA-262, 6.1.6.1.20). */
public final class EcmaNumbers {
  /** The largest integer up to which every integer is a double: 2^53 − 1. */
  public static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  /** What a number takes at most, in bytes or characters: {@code -0.0000012345678901234567} takes 25. */
  public static final int MAX_BYTES = 32;

  private static final int LONGEST_INTEGER = 19;
  private static final int SHORT_DECIMALS = 6;
  private static final double SHORT_SCALE = 1e6;
  /** Decimals of up to 15 digits and doubles are one to one. */
  private static final double SHORT_LIMIT = 1e15;

  private EcmaNumbers() {}

  /** The text that JavaScript's {@code String(value)} gives. */
  public static String toString(double value) {
    byte[] out = new byte[MAX_BYTES];
    return new String(out, 0, write(value, out, 0), StandardCharsets.ISO_8859_1);
  }

  /**
   * Writes what {@link #toString(double)} returns, as ASCII.
   *
   * @param out with {@link #MAX_BYTES} from {@code at}
   * @return where the text ends
   */
  public static int write(double value, byte[] out, int at) {
    long whole = (long) value;
    if (whole == value && whole >= -MAX_SAFE_INTEGER && whole <= MAX_SAFE_INTEGER) {
      return writeInteger(whole, out, at); // covers -0, which is "0"
    }
    double millionths = Math.rint(value * SHORT_SCALE);
    if (Math.abs(millionths) < SHORT_LIMIT && millionths / SHORT_SCALE == value) {
      return writeShortDecimal((long) millionths, out, at);
    }
    String text = Double.isFinite(value) ? shortest(value) : notFinite(value);
    for (int i = 0; i < text.length(); i++) {
      out[at + i] = (byte) text.charAt(i);
    }
    return at + text.length();
  }

  /**
   * Writes an integer in decimal, as ASCII.
   *
   * @param out with {@link #MAX_BYTES} from {@code at}
   * @return where the text ends
   */
  public static int writeInteger(long value, byte[] out, int at) {
    int from = at;
    if (value < 0) {
      out[from++] = '-';
    }
    long negated = value < 0 ? value : -value; // every long has one that is not positive
    int end = from + digitCount(negated);
    writeDigits(negated, out, from, end);
    return end;
  }

  /** A value of up to six decimals: both it and the scale are exact, so that no shorter text gives the same double. */
  private static int writeShortDecimal(long millionths, byte[] out, int at) {
    int from = at;
    if (millionths < 0) {
      out[from++] = '-';
    }
    long negated = -Math.abs(millionths);
    long fraction = negated % (long) SHORT_SCALE;
    int decimals = SHORT_DECIMALS;
    while (fraction % 10 == 0) {
      fraction /= 10;
      decimals--;
    }
    long whole = negated / (long) SHORT_SCALE;
    int point = from + digitCount(whole);
    writeDigits(whole, out, from, point);
    out[point] = '.';
    int end = point + 1 + decimals;
    writeDigits(fraction, out, point + 1, end);
    return end;
  }

  /** The last digits of a negated value, with zeros before them. */
  private static void writeDigits(long negated, byte[] out, int from, int end) {
    long rest = negated;
    for (int i = end - 1; i >= from; i--) {
      out[i] = (byte) ('0' - rest % 10);
      rest /= 10;
    }
  }

  private static int digitCount(long negated) {
    int count = 1;
    for (long bound = -10; negated <= bound && count < LONGEST_INTEGER; bound *= 10) {
      count++;
    }
    return count;
  }

  private static String notFinite(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }

  /** {@link Double#toString} finds the shortest digits, but never fewer than two of them, and lays them out otherwise. */
  private static String shortest(double value) {
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
    StringBuilder out = new StringBuilder(MAX_BYTES);
    if (value < 0) {
      out.append('-');
    }
    layOut(out, digits, n);
    return out.toString();
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
