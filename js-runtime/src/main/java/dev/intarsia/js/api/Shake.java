package dev.intarsia.js.api;

import java.util.Arrays;

/** SHAKE128 and SHAKE256 with output of any length (FIPS 202): the JDK's have one length each. */
final class Shake {
  private static final int[] ROTATIONS = {
    1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
  };
  private static final int[] LANES = {
    10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
  };
  private static final long[] ROUNDS = roundConstants();
  private static final int SUFFIX = 0x1f;

  private final long[] state;
  private final int rateBytes;
  private int at;

  /**
   * @param bits 128 or 256
   */
  Shake(int bits) {
    this(new long[25], 200 - bits / 4, 0);
  }

  private Shake(long[] state, int rateBytes, int at) {
    this.state = state;
    this.rateBytes = rateBytes;
    this.at = at;
  }

  Shake copy() {
    return new Shake(state.clone(), rateBytes, at);
  }

  void update(byte[] bytes) {
    for (byte next : bytes) {
      add(at++, next & 0xff);
      if (at == rateBytes) {
        permute();
        at = 0;
      }
    }
  }

  /** The output; nothing can be taken in afterwards. */
  byte[] finish(int length) {
    add(at, SUFFIX);
    add(rateBytes - 1, 0x80);
    byte[] out = new byte[length];
    LongWork work = new LongWork();
    for (int i = 0; i < length; i++) {
      if (i % rateBytes == 0) {
        permute();
        work.went(1);
      }
      int index = i % rateBytes;
      out[i] = (byte) (state[index / Long.BYTES] >>> (8 * (index % Long.BYTES)));
    }
    return out;
  }

  private void add(int index, int value) {
    state[index / Long.BYTES] ^= (long) value << (8 * (index % Long.BYTES));
  }

  private void permute() {
    long[] columns = new long[5];
    for (long constant : ROUNDS) {
      for (int x = 0; x < 5; x++) {
        columns[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
      }
      for (int x = 0; x < 5; x++) {
        long mix = columns[(x + 4) % 5] ^ Long.rotateLeft(columns[(x + 1) % 5], 1);
        for (int y = 0; y < 25; y += 5) {
          state[y + x] ^= mix;
        }
      }
      long moved = state[1];
      for (int i = 0; i < LANES.length; i++) {
        long kept = state[LANES[i]];
        state[LANES[i]] = Long.rotateLeft(moved, ROTATIONS[i]);
        moved = kept;
      }
      for (int y = 0; y < 25; y += 5) {
        long[] row = Arrays.copyOfRange(state, y, y + 5);
        for (int x = 0; x < 5; x++) {
          state[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
        }
      }
      state[0] ^= constant;
    }
  }

  /** Each bit comes from a shift register (FIPS 202, section 3.2.5). */
  private static long[] roundConstants() {
    long[] constants = new long[24];
    int register = 1;
    for (int round = 0; round < constants.length; round++) {
      for (int j = 0; j <= 6; j++) {
        if ((register & 1) != 0) {
          constants[round] |= 1L << ((1 << j) - 1);
        }
        register <<= 1;
        if ((register & 0x100) != 0) {
          register ^= 0x171;
        }
      }
    }
    return constants;
  }
}
