package dev.intarsia.host.value;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bytes inside JSON. Java writes them as base64 text. From JavaScript they are read in each form that
 * {@code JSON.stringify} gives to bytes there: base64 text, {@code {"0":1,"1":2}} of a Uint8Array,
 * {@code {"type":"Buffer","data":[1,2]}} of a Buffer, and an array of numbers.
 */
final class NestedBytes {
  private static final int UNSIGNED_BYTE_MAX = 255;

  private NestedBytes() {}

  static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static String text(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return text(bytes);
  }

  static byte @Nullable [] read(@Nullable Object value) {
    return switch (value) {
      case byte[] bytes -> bytes;
      case String text -> fromText(text);
      case Map<?, ?> map
      when map.get("type") instanceof String kind && kind.equals("Buffer") && map.get("data") instanceof List<?> data ->
        fromList(data);
      case Map<?, ?> map -> fromIndexes(map);
      case List<?> list -> fromList(list);
      case null, default -> {
        if (ScalarReaders.absent(value)) {
          yield null;
        }
        throw ScalarReaders.mismatch(value, "byte[]");
      }
    };
  }

  private static byte[] fromText(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException invalid) {
      throw ScalarReaders.mismatch(text, "byte[]: bytes inside an object are base64 text");
    }
  }

  private static byte[] fromIndexes(Map<?, ?> map) {
    byte[] bytes = new byte[map.size()];
    for (int i = 0; i < bytes.length; i++) {
      String name = Integer.toString(i);
      if (!map.containsKey(name)) {
        throw ScalarReaders.mismatch(map, "byte[]");
      }
      bytes[i] = element(map.get(name), i);
    }
    return bytes;
  }

  private static byte[] fromList(List<?> list) {
    byte[] bytes = new byte[list.size()];
    int index = 0;
    for (Object element : list) {
      bytes[index] = element(element, index);
      index++;
    }
    return bytes;
  }

  private static byte element(@Nullable Object value, int index) {
    if (value instanceof Number number) {
      int whole = number.intValue();
      if (whole == number.doubleValue() && whole >= Byte.MIN_VALUE && whole <= UNSIGNED_BYTE_MAX) {
        return (byte) whole;
      }
    }
    throw ScalarReaders.mismatch(value, "byte").inElement(0, index);
  }
}
