package dev.intarsia.js.payload;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.LongBinaryOperator;

/**
 * What {@code Atomics} does, on mapped memory: the engine does it on memory of the host in two steps, so that an addition of
 * another thread or process can be lost between them. All is sequentially consistent.
 */
final class SharedAtomics {
  private static final VarHandle INT =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
  private static final VarHandle LONG =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
  private static final int WORD_BYTES = Integer.BYTES;

  private SharedAtomics() {}

  /**
   * Does one operation. Integers of less than eight bytes are taken and given back in the low bits.
   *
   * @param bytes size of the element: 1, 2, 4 or 8
   * @param offset of the element in the segment, in bytes
   * @param value the operand; the replacement for {@code compareExchange}
   * @param expected only for {@code compareExchange}
   * @return what was there before
   * @throws IllegalArgumentException when the element does not lie at a multiple of its size in memory
   */
  static long apply(String operation, MemorySegment memory, int bytes, long offset, long value, long expected) {
    if (bytes == Long.BYTES) {
      return wide(operation, memory, offset, value, expected);
    }
    if (bytes == Integer.BYTES) {
      return word(operation, memory, offset, (int) value, (int) expected);
    }
    return part(operation, memory, bytes, offset, value, expected);
  }

  private static long wide(String operation, MemorySegment memory, long offset, long value, long expected) {
    if (operation.equals("compareExchange")) {
      return (long) LONG.compareAndExchange(memory, offset, expected, value);
    }
    if (operation.equals("load")) {
      return (long) LONG.getVolatile(memory, offset);
    }
    LongBinaryOperator change = change(operation);
    while (true) {
      long before = (long) LONG.getVolatile(memory, offset);
      if (LONG.compareAndSet(memory, offset, before, change.applyAsLong(before, value))) {
        return before;
      }
    }
  }

  private static int word(String operation, MemorySegment memory, long offset, int value, int expected) {
    if (operation.equals("compareExchange")) {
      return (int) INT.compareAndExchange(memory, offset, expected, value);
    }
    if (operation.equals("load")) {
      return (int) INT.getVolatile(memory, offset);
    }
    LongBinaryOperator change = change(operation);
    while (true) {
      int before = (int) INT.getVolatile(memory, offset);
      if (INT.compareAndSet(memory, offset, before, (int) change.applyAsLong(before, value))) {
        return before;
      }
    }
  }

  /** The JVM swaps whole words only: swaps the one around the element, as it is, with the element changed. */
  private static long part(String operation, MemorySegment memory, int bytes, long offset, long value, long expected) {
    long start = offset - offset % WORD_BYTES;
    if (memory.address() % WORD_BYTES != 0 || start + WORD_BYTES > memory.byteSize()) {
      throw new IllegalArgumentException("Atomics need a shared buffer that begins and ends at a multiple of 4 bytes");
    }
    int shift = (int) (offset - start) * Byte.SIZE;
    int mask = (1 << (bytes * Byte.SIZE)) - 1;
    LongBinaryOperator change =
        operation.equals("load") || operation.equals("compareExchange") ? (a, b) -> b : change(operation);
    while (true) {
      int whole = (int) INT.getVolatile(memory, start);
      int before = (whole >>> shift) & mask;
      boolean reads = operation.equals("load") || (operation.equals("compareExchange") && before != (expected & mask));
      int after = (whole & ~(mask << shift)) | (((int) change.applyAsLong(before, value) & mask) << shift);
      if (reads || INT.compareAndSet(memory, start, whole, after)) {
        return before;
      }
    }
  }

  private static LongBinaryOperator change(String operation) {
    return switch (operation) {
      case "add" -> Long::sum;
      case "sub" -> (before, value) -> before - value;
      case "and" -> (before, value) -> before & value;
      case "or" -> (before, value) -> before | value;
      case "xor" -> (before, value) -> before ^ value;
      case "exchange", "store" -> (before, value) -> value;
      default -> throw new IllegalArgumentException("there is no Atomics." + operation);
    };
  }
}
