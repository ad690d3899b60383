package dev.intarsia.bridge.payload;

import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Payloads that are bytes: typed arrays, buffers, views, arrays of numbers, and large bigints. */
final class BinaryPayloads {

  private BinaryPayloads() {}

  static boolean write(PayloadWriter writer, BinaryKind kind, MemorySegment bytes) {
    return write(writer, kind.staticTag(), kind.dynamicTag(), bytes, bytes.byteSize());
  }

  static boolean write(PayloadWriter writer, int staticTag, int dynamicTag, MemorySegment bytes, long length) {
    if (length <= HeaderLayout.INLINE_CAPACITY_BYTES) {
      MemorySegment.copy(bytes, 0, writer.headers, writer.slotOffset, length);
      return writer.inline(staticTag, (int) length);
    }
    if (!reserve(writer, dynamicTag, length)) {
      return false;
    }
    MemorySegment.copy(bytes, 0, writer.data(), writer.start(), length);
    return writer.inRegion(dynamicTag, (int) length, 0, length);
  }

  static boolean write(PayloadWriter writer, BinaryKind kind, byte[] bytes, int from, int length) {
    if (length <= HeaderLayout.INLINE_CAPACITY_BYTES) {
      MemorySegment.copy(bytes, from, writer.headers, ValueLayout.JAVA_BYTE, writer.slotOffset, length);
      return writer.inline(kind.staticTag(), length);
    }
    if (!reserve(writer, kind.dynamicTag(), length)) {
      return false;
    }
    MemorySegment.copy(bytes, from, writer.data(), ValueLayout.JAVA_BYTE, writer.start(), length);
    return writer.inRegion(kind.dynamicTag(), length, 0, length);
  }

  static boolean write(PayloadWriter writer, BinaryKind kind, int[] elements) {
    return writeElements(writer, kind, elements, BinaryKind.INTS, elements.length);
  }

  static boolean write(PayloadWriter writer, BinaryKind kind, long[] elements) {
    return writeElements(writer, kind, elements, BinaryKind.LONGS, elements.length);
  }

  static boolean write(PayloadWriter writer, BinaryKind kind, double[] elements) {
    return writeElements(writer, kind, elements, BinaryKind.DOUBLES, elements.length);
  }

  private static boolean writeElements(
      PayloadWriter writer, BinaryKind kind, Object elements, ValueLayout layout, int count) {
    if (kind.elementBytes() != layout.byteSize()) {
      throw new IllegalArgumentException(kind + " has elements of " + kind.elementBytes() + " bytes");
    }
    long length = count * layout.byteSize();
    if (length <= HeaderLayout.INLINE_CAPACITY_BYTES) {
      MemorySegment.copy(elements, 0, writer.headers, layout, writer.slotOffset, count);
      return writer.inline(kind.staticTag(), (int) length);
    }
    if (!reserve(writer, kind.dynamicTag(), length)) {
      return false;
    }
    MemorySegment.copy(elements, 0, writer.data(), layout, writer.start(), count);
    return writer.inRegion(kind.dynamicTag(), (int) length, 0, length);
  }

  private static boolean reserve(PayloadWriter writer, int dynamicTag, long length) {
    writer.checkLimit(length, PayloadTag.nameOf(dynamicTag));
    return writer.reserve(length, length);
  }

  static <V> V read(PayloadReader reader, BinaryKind kind, boolean inline, PayloadFactory<V> factory) {
    MemorySegment bytes = inline ? reader.inlineBytes() : reader.regionBytes();
    if ((bytes.byteSize() & (kind.elementBytes() - 1)) != 0) {
      throw new PayloadException(
          "Payload of " + bytes.byteSize() + " bytes is no whole number of elements of " + kind + ".");
    }
    return factory.binary(kind, bytes);
  }
}
