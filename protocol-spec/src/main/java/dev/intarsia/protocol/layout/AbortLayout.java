package dev.intarsia.protocol.layout;

/** The abort bitmap: one bit for each call that can be aborted, in 32-bit words. */
public final class AbortLayout {
  /** Signals of a pool that does not ask for another number. */
  public static final int DEFAULT_CAPACITY = 258;

  private AbortLayout() {}

  /** Bytes of a bitmap for so many signals; at least one word. */
  public static int bitmapBytes(int capacity) {
    if (capacity <= 0) {
      throw new IllegalArgumentException("an abort bitmap needs room for at least 1 signal, not " + capacity);
    }
    return (int) (((long) capacity + Integer.SIZE - 1) / Integer.SIZE * Integer.BYTES);
  }
}
