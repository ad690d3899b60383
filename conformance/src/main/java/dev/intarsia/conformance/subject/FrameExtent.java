package dev.intarsia.conformance.subject;

import dev.intarsia.protocol.payload.PayloadTag;

/**
 * How many bytes of a payload lie in the slot and how many in its region, by the header words.
 *
 * @param inlineBytes from the slot's first byte
 * @param regionBytes from the region's start
 */
public record FrameExtent(long inlineBytes, long regionBytes) {
  private static final int TAG = 2;
  private static final int END = 4;
  private static final int LENGTH = 5;

  /**
   * Adds up what a frame's words say; nothing is checked.
   *
   * @param words the eight header words
   */
  public static FrameExtent of(int[] words) {
    long length = Integer.toUnsignedLong(words[LENGTH]);
    long end = Integer.toUnsignedLong(words[END]);
    return switch (words[TAG]) {
      case PayloadTag.BIGINT64,
          PayloadTag.TRUE,
          PayloadTag.FALSE,
          PayloadTag.UNDEFINED,
          PayloadTag.NAN,
          PayloadTag.FLOAT64,
          PayloadTag.NULL,
          PayloadTag.DATE -> new FrameExtent(0, 0);
      case PayloadTag.ENVELOPE_STATIC_HEADER,
          PayloadTag.ENVELOPE_STATIC_HEADER_STRING,
          PayloadTag.ENVELOPE_STATIC_HEADER_EXTERNAL,
          PayloadTag.ENVELOPE_STATIC_HEADER_STRING_EXTERNAL -> new FrameExtent(length, end);
      case PayloadTag.ENVELOPE_DYNAMIC_HEADER,
          PayloadTag.ENVELOPE_DYNAMIC_HEADER_STRING,
          PayloadTag.ENVELOPE_DYNAMIC_HEADER_EXTERNAL,
          PayloadTag.ENVELOPE_DYNAMIC_HEADER_STRING_EXTERNAL -> new FrameExtent(0, length + end);
      default -> PayloadTag.usesRegion(words[TAG]) ? new FrameExtent(0, length) : new FrameExtent(length, 0);
    };
  }
}
