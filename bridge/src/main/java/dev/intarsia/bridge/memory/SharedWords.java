package dev.intarsia.bridge.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Ordered access to the 32-bit words that two sides share. The offset is in bytes and a multiple of
 * four. Every word of the protocol that orders something is read and written here; what orders what
 * is in {@code docs/synchronization.md}.
 */
public final class SharedWords {
  private static final VarHandle WORD =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle().withInvokeExactBehavior();

  private SharedWords() {}

  public static int getAcquire(MemorySegment segment, long offset) {
    return (int) WORD.getAcquire(segment, offset);
  }

  public static void setRelease(MemorySegment segment, long offset, int value) {
    WORD.setRelease(segment, offset, value);
  }

  public static int getVolatile(MemorySegment segment, long offset) {
    return (int) WORD.getVolatile(segment, offset);
  }

  /** A store that no later load of this thread passes. */
  public static void setVolatile(MemorySegment segment, long offset, int value) {
    WORD.setVolatile(segment, offset, value);
  }

  /** Returns the word as it was. */
  public static int getAndAdd(MemorySegment segment, long offset, int delta) {
    return (int) WORD.getAndAdd(segment, offset, delta);
  }

  /** Returns the word as it was. */
  public static int getAndXor(MemorySegment segment, long offset, int bits) {
    return (int) WORD.getAndBitwiseXor(segment, offset, bits);
  }

  /** Returns the word as it was. */
  public static int getAndOr(MemorySegment segment, long offset, int bits) {
    return (int) WORD.getAndBitwiseOr(segment, offset, bits);
  }

  /** Returns the word as it was. */
  public static int getAndAnd(MemorySegment segment, long offset, int bits) {
    return (int) WORD.getAndBitwiseAnd(segment, offset, bits);
  }
}
