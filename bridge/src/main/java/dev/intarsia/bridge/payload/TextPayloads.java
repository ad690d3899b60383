package dev.intarsia.bridge.payload;

import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Payloads that are UTF-8 text: strings, symbols, JSON, errors, external payloads. */
final class TextPayloads {
  /** A symbol is inline only when its key must fit, whatever its characters. */
  private static final int SYMBOL_INLINE_CHARS = HeaderLayout.INLINE_CAPACITY_BYTES / 3;

  private TextPayloads() {}

  static boolean string(PayloadWriter writer, String text) {
    return write(writer, PayloadTag.STATIC_STRING, PayloadTag.STRING, text);
  }

  static boolean json(PayloadWriter writer, String text) {
    return write(writer, PayloadTag.STATIC_JSON, PayloadTag.JSON, text);
  }

  static boolean json(PayloadWriter writer, byte[] utf8, int length) {
    if (length <= HeaderLayout.INLINE_CAPACITY_BYTES) {
      MemorySegment.copy(utf8, 0, writer.headers, ValueLayout.JAVA_BYTE, writer.slotOffset, length);
      return writer.inline(PayloadTag.STATIC_JSON, length);
    }
    long reserve = writer.textReserve(utf8, length, PayloadTag.nameOf(PayloadTag.JSON));
    if (!writer.reserveText(reserve, length)) {
      return false;
    }
    MemorySegment.copy(utf8, 0, writer.data(), ValueLayout.JAVA_BYTE, writer.start(), length);
    return writer.inRegion(PayloadTag.JSON, length, 0, length);
  }

  static boolean external(PayloadWriter writer, String text) {
    return write(writer, PayloadTag.STATIC_EXTERNAL, PayloadTag.EXTERNAL, text);
  }

  static boolean symbol(PayloadWriter writer, String key) {
    return key.length() <= SYMBOL_INLINE_CHARS
        ? write(writer, PayloadTag.STATIC_SYMBOL, PayloadTag.SYMBOL, key)
        : writeInRegion(writer, PayloadTag.SYMBOL, key);
  }

  /** An error has no inline form. */
  static boolean error(PayloadWriter writer, String text) {
    return writeInRegion(writer, PayloadTag.ERROR, text);
  }

  private static boolean write(PayloadWriter writer, int staticTag, int dynamicTag, String text) {
    int written = writer.utf8.writeWithin(text, writer.headers, writer.slotOffset, HeaderLayout.INLINE_CAPACITY_BYTES);
    return written >= 0 ? writer.inline(staticTag, written) : writeInRegion(writer, dynamicTag, text);
  }

  private static boolean writeInRegion(PayloadWriter writer, int tag, String text) {
    long reserve = writer.textReserve(text, 0, PayloadTag.nameOf(tag));
    if (!writer.reserveText(reserve, text)) {
      return false;
    }
    int written = writer.utf8.write(text, writer.data(), writer.start());
    return writer.inRegion(tag, written, 0, written);
  }

  static <V> V read(PayloadReader reader, int tag, PayloadFactory<V> factory) {
    return switch (tag) {
      case PayloadTag.STATIC_STRING -> factory.string(reader.inlineText());
      case PayloadTag.STRING -> factory.string(reader.regionText());
      case PayloadTag.STATIC_JSON -> reader.inlineJson(factory);
      case PayloadTag.JSON -> reader.regionJson(factory);
      case PayloadTag.STATIC_SYMBOL -> factory.symbol(reader.inlineText());
      case PayloadTag.SYMBOL -> factory.symbol(reader.regionText());
      case PayloadTag.ERROR -> factory.error(reader.regionText());
      case PayloadTag.STATIC_EXTERNAL -> factory.external(reader.checkedExternal(reader.inlineText()));
      case PayloadTag.EXTERNAL -> factory.external(reader.checkedExternal(reader.regionText()));
      default -> throw PayloadReader.unknownTag(tag);
    };
  }
}
