package dev.intarsia.js.api;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A DER sequence of whole numbers (X.690). */
final class DerNumbers {
  private static final int INTEGER = 2;
  private static final int SEQUENCE = 0x30;

  private final byte[] der;
  private int at;

  private DerNumbers(byte[] der) {
    this.der = der;
  }

  /** The numbers up to the end, or to what is no number; empty when it is no sequence. */
  static List<BigInteger> read(byte[] der) {
    List<BigInteger> numbers = new ArrayList<>();
    DerNumbers reader = new DerNumbers(der);
    if (der.length < 2 || der[reader.at++] != SEQUENCE) {
      return numbers;
    }
    reader.length();
    while (reader.at + 1 < der.length && der[reader.at] == INTEGER) {
      reader.at++;
      int length = reader.length();
      if (length <= 0 || length > der.length - reader.at) {
        return numbers;
      }
      numbers.add(new BigInteger(Arrays.copyOfRange(der, reader.at, reader.at + length)));
      reader.at += length;
    }
    return numbers;
  }

  private int length() {
    int first = der[at++] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = first & 0x7f; i > 0 && at < der.length; i--) {
      length = (length << 8) | (der[at++] & 0xff);
    }
    return length;
  }
}
