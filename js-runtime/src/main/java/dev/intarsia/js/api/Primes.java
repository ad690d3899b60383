package dev.intarsia.js.api;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Prime numbers: found at random, tested, and those of the named Diffie-Hellman groups. */
final class Primes {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CERTAINTY = 64;
  private static final int SIEVE_LIMIT = 1 << 14;
  private static final int SIEVED_FROM_BITS = 32;
  private static final int STEPS = 1 << 13;
  private static final int GUARD_BITS = 128;

  private final int[] small = small();

  private Primes() {}

  /**
   * A prime of so many bits.
   *
   * @param safe whether half of it, less one, is to be a prime too
   * @param add what it leaves {@code rem} over when it is divided by; zero for anything
   */
  static BigInteger random(int bits, boolean safe, BigInteger add, BigInteger rem) {
    Primes primes = new Primes();
    LongWork work = new LongWork();
    BigInteger step = add.signum() == 0 ? BigInteger.TWO : add;
    while (true) {
      BigInteger start = new BigInteger(bits, RANDOM).setBit(bits - 1);
      BigInteger rest = add.signum() == 0 || (rem.signum() == 0 && !safe) ? BigInteger.ONE : rem;
      if (rest.signum() == 0) {
        rest = BigInteger.valueOf(3);
      }
      start = start.subtract(start.mod(step)).add(rest);
      BigInteger found = bits < SIEVED_FROM_BITS ? plain(start, safe) : primes.sieved(start, step, safe, work);
      if (found != null && found.bitLength() == bits) {
        return found;
      }
      work.went(1);
    }
  }

  private static @Nullable BigInteger plain(BigInteger candidate, boolean safe) {
    return isPrime(candidate, safe) ? candidate : null;
  }

  private @Nullable BigInteger sieved(BigInteger start, BigInteger step, boolean safe, LongWork work) {
    boolean[] out = new boolean[STEPS];
    for (int prime : small) {
      int first = start.mod(BigInteger.valueOf(prime)).intValue();
      int each = step.mod(BigInteger.valueOf(prime)).intValue();
      for (int i = 0, rest = first; i < STEPS; i++, rest = (rest + each) % prime) {
        // Where p leaves one over, (p - 1) / 2 is divisible.
        out[i] |= rest == 0 || (safe && rest == 1 && prime != 2);
      }
    }
    for (int i = 0; i < STEPS; i++) {
      if (!out[i]) {
        work.went(STEPS);
        BigInteger candidate = start.add(step.multiply(BigInteger.valueOf(i)));
        if (isPrime(candidate, safe)) {
          return candidate;
        }
      }
    }
    return null;
  }

  private static boolean isPrime(BigInteger candidate, boolean safe) {
    if (!safe) {
      return candidate.isProbablePrime(CERTAINTY);
    }
    // One quick round first: most candidates fail it.
    BigInteger half = candidate.shiftRight(1);
    return half.isProbablePrime(2) && candidate.isProbablePrime(CERTAINTY) && half.isProbablePrime(CERTAINTY);
  }

  private static int[] small() {
    boolean[] composite = new boolean[SIEVE_LIMIT];
    for (int i = 2; i * i < SIEVE_LIMIT; i++) {
      for (int j = i * i; !composite[i] && j < SIEVE_LIMIT; j += i) {
        composite[j] = true;
      }
    }
    return IntStream.range(2, SIEVE_LIMIT).filter(i -> !composite[i]).toArray();
  }

  static boolean test(BigInteger candidate, int checks) {
    return candidate.isProbablePrime(Math.max(CERTAINTY, 2 * checks));
  }

  /**
   * The prime of a group, by its formula in RFC 2409 and RFC 3526: all bits are ones at both ends, and those of pi in the middle.
   *
   * @throws IllegalArgumentException for a group that has no name
   */
  static BigInteger ofGroup(int bits) {
    int offset = switch (bits) {
      case 768 -> 149686;
      case 1024 -> 129093;
      case 1536 -> 741804;
      case 2048 -> 124476;
      case 3072 -> 1690314;
      case 4096 -> 240904;
      case 6144 -> 929484;
      case 8192 -> 4743158;
      default -> throw new IllegalArgumentException("no group of " + bits + " bits");
    };
    BigInteger middle = pi(bits - 130).add(BigInteger.valueOf(offset)).shiftLeft(64);
    return BigInteger.ONE
        .shiftLeft(bits)
        .subtract(BigInteger.ONE.shiftLeft(bits - 64))
        .subtract(BigInteger.ONE)
        .add(middle);
  }

  /** The whole part of pi times a power of two, by Machin's formula. */
  private static BigInteger pi(int shift) {
    BigInteger one = BigInteger.ONE.shiftLeft(shift + GUARD_BITS);
    BigInteger quarter = arctangentOfInverse(5, one).shiftLeft(2).subtract(arctangentOfInverse(239, one));
    return quarter.shiftLeft(2).shiftRight(GUARD_BITS);
  }

  private static BigInteger arctangentOfInverse(int x, BigInteger one) {
    BigInteger square = BigInteger.valueOf((long) x * x);
    BigInteger power = one.divide(BigInteger.valueOf(x));
    BigInteger sum = power;
    for (int i = 3, sign = -1; power.signum() != 0; i += 2, sign = -sign) {
      power = power.divide(square);
      sum = sum.add(power.divide(BigInteger.valueOf((long) sign * i)));
    }
    return sum;
  }
}
