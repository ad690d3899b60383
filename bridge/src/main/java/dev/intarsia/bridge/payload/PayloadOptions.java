package dev.intarsia.bridge.payload;

import dev.intarsia.bridge.memory.PayloadRegion;
import org.jspecify.annotations.Nullable;

/**
 * How large a lane's payload area is, with knitting's names and defaults.
 *
 * @param mode whether the area may grow; it never does across processes
 * @param payloadInitialBytes its size at first
 * @param payloadMaxByteLength its size at most
 * @param maxPayloadBytes the most that one payload may take in it: an eighth of the maximum, or less
 */
public record PayloadOptions(Mode mode, long payloadInitialBytes, long payloadMaxByteLength, int maxPayloadBytes) {
  public static final long DEFAULT_MAX_BYTES = 64L * 1024 * 1024;
  public static final long DEFAULT_INITIAL_BYTES = 4L * 1024 * 1024;
  /** One payload is at most this fraction of the area. */
  private static final int SHARE_SHIFT = 3;

  /** Whether a payload area has one size. */
  public enum Mode {
    GROWABLE,
    FIXED
  }

  /** What a pool uses when nothing is asked for: growable from 4 MiB to 64 MiB, 8 MiB a payload. */
  public static PayloadOptions defaults() {
    return resolve(null, null, null, null);
  }

  /**
   * Settles options as the reference does. A null is an option that was not given; a number is rounded
   * down, and one that is not positive counts as not given, except for {@code maxPayloadBytes}.
   *
   * @throws IllegalArgumentException when the options contradict each other, in the reference's words
   */
  public static PayloadOptions resolve(
      @Nullable Mode mode,
      @Nullable Double payloadInitialBytes,
      @Nullable Double payloadMaxByteLength,
      @Nullable Double maxPayloadBytes) {
    Mode settled = mode == null ? Mode.GROWABLE : mode;
    long max = positive(payloadMaxByteLength, DEFAULT_MAX_BYTES);
    long initial = settled == Mode.FIXED ? max : Math.min(positive(payloadInitialBytes, DEFAULT_INITIAL_BYTES), max);
    // The reference shifts as a 32-bit integer; no area that it can make is larger than that.
    long ceiling = Math.min(max >> SHARE_SHIFT, Integer.MAX_VALUE);
    if (ceiling <= 0) {
      throw new IllegalArgumentException("payloadMaxByteLength is too small; must be at least 8 bytes.");
    }
    double limit = maxPayloadBytes == null ? ceiling : Math.floor(maxPayloadBytes);
    if (!(limit > 0 && limit <= ceiling)) {
      throw new IllegalArgumentException("maxPayloadBytes must be > 0 and <= " + ceiling + ".");
    }
    return new PayloadOptions(settled, initial, max, (int) limit);
  }

  /** A fixed area of one size, with the default limit for a payload: what lies across a process border. */
  public static PayloadOptions fixed(long bytes) {
    return resolve(Mode.FIXED, null, (double) bytes, null);
  }

  /** A payload area with these options, in this process alone. */
  public PayloadRegion createInProcess() {
    return PayloadRegion.inProcess(payloadInitialBytes, payloadMaxByteLength, maxPayloadBytes);
  }

  private static long positive(@Nullable Double value, long otherwise) {
    if (value == null || !Double.isFinite(value)) {
      return otherwise;
    }
    long whole = (long) Math.floor(value);
    return whole > 0 ? whole : otherwise;
  }
}
