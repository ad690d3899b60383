package dev.intarsia.bridge.payload;

import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The binary payloads: what JavaScript sees, and the two tags that carry it. */
public enum BinaryKind {
  UINT8_ARRAY(PayloadTag.STATIC_BINARY, PayloadTag.BINARY, 1),
  BUFFER(PayloadTag.STATIC_BUFFER, PayloadTag.BUFFER, 1),
  ARRAY_BUFFER(PayloadTag.STATIC_ARRAY_BUFFER, PayloadTag.ARRAY_BUFFER, 1),
  DATA_VIEW(PayloadTag.STATIC_DATA_VIEW, PayloadTag.DATA_VIEW, 1),
  INT32_ARRAY(PayloadTag.STATIC_INT32_ARRAY, PayloadTag.INT32_ARRAY, Integer.BYTES),
  FLOAT64_ARRAY(PayloadTag.STATIC_FLOAT64_ARRAY, PayloadTag.FLOAT64_ARRAY, Double.BYTES),
  BIGINT64_ARRAY(PayloadTag.STATIC_BIGINT64_ARRAY, PayloadTag.BIGINT64_ARRAY, Long.BYTES),
  BIGUINT64_ARRAY(PayloadTag.STATIC_BIGUINT64_ARRAY, PayloadTag.BIGUINT64_ARRAY, Long.BYTES),
  /** A plain JavaScript array of numbers, carried as doubles. */
  NUMERIC_ARRAY(PayloadTag.STATIC_NUMERIC_ARRAY, PayloadTag.NUMERIC_ARRAY, Double.BYTES);

  /** Elements of four bytes, of eight, and doubles: little-endian, at any address. */
  public static final ValueLayout.OfInt INTS = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  public static final ValueLayout.OfLong LONGS = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  public static final ValueLayout.OfDouble DOUBLES =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final @Nullable BinaryKind[] BY_TAG = new @Nullable BinaryKind[PayloadTag.LIMIT];

  static {
    for (BinaryKind kind : values()) {
      BY_TAG[kind.staticTag] = kind;
      BY_TAG[kind.dynamicTag] = kind;
    }
  }

  private final int staticTag;
  private final int dynamicTag;
  private final int elementBytes;

  BinaryKind(int staticTag, int dynamicTag, int elementBytes) {
    this.staticTag = staticTag;
    this.dynamicTag = dynamicTag;
    this.elementBytes = elementBytes;
  }

  /** The tag of the inline form. */
  public int staticTag() {
    return staticTag;
  }

  /** The tag of the form in the payload region. */
  public int dynamicTag() {
    return dynamicTag;
  }

  /** Bytes of one element. */
  public int elementBytes() {
    return elementBytes;
  }

  /**
   * The kind that a tag carries.
   *
   * @throws PayloadException when it carries none
   */
  static BinaryKind ofTag(int tag) {
    BinaryKind kind = tag > 0 && tag < BY_TAG.length ? BY_TAG[tag] : null;
    if (kind == null) {
      throw PayloadReader.unknownTag(tag);
    }
    return kind;
  }

  /** Whether a tag of a kind is that of its inline form. */
  static boolean isInline(int tag) {
    return ofTag(tag).staticTag == tag;
  }
}
