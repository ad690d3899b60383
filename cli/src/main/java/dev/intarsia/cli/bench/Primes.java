package dev.intarsia.cli.bench;

/** Counts primes by trial division, the same way in every language that is compared. */
final class Primes {
  /** Primes up to {@link #LIMIT}. */
  static final double ANSWER = 148_933;

  static final int LIMIT = 2_000_000;

  private Primes() {}

  static double count(int first, int last) {
    int count = 0;
    for (int n = first; n <= last; n++) {
      if (isPrime(n)) {
        count++;
      }
    }
    return count;
  }

  private static boolean isPrime(int n) {
    if (n < 2) {
      return false;
    }
    if (n % 2 == 0) {
      return n == 2;
    }
    for (int d = 3; d * d <= n; d += 2) {
      if (n % d == 0) {
        return false;
      }
    }
    return true;
  }
}
