package dev.intarsia.host.value;

import dev.intarsia.bridge.payload.BinaryKind;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that shall arrive as one particular JavaScript class. Only for sending: what comes back is a plain Java array.
 *
 * @param kind the class that JavaScript sees
 * @param bytes little-endian elements, not copied by this record
 */
@SuppressWarnings("ArrayRecordComponent") // see Envelope
public record JsBinary(BinaryKind kind, byte[] bytes) {
  /**
   * @throws IllegalArgumentException when {@code bytes} is not a whole number of elements
   */
  public JsBinary {
    Objects.requireNonNull(kind, "kind");
    if (bytes.length % kind.elementBytes() != 0) {
      throw new IllegalArgumentException(
          bytes.length + " bytes are no whole number of " + kind + " elements of " + kind.elementBytes() + " bytes");
    }
  }

  /** An ArrayBuffer. */
  public static JsBinary arrayBuffer(byte[] bytes) {
    return new JsBinary(BinaryKind.ARRAY_BUFFER, bytes);
  }

  /** A DataView. */
  public static JsBinary dataView(byte[] bytes) {
    return new JsBinary(BinaryKind.DATA_VIEW, bytes);
  }

  /** A Node Buffer. */
  public static JsBinary buffer(byte[] bytes) {
    return new JsBinary(BinaryKind.BUFFER, bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsBinary that && kind == that.kind && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return kind + "[" + bytes.length + " bytes]";
  }
}
