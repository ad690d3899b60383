package dev.intarsia.bridge.payload;

import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Envelopes: a header that is text, inline or in the region, and a body that is always in the region,
 * behind the header where that is there too. Eight tags: header inline or not, string or JSON, body
 * bytes or an external payload's JSON.
 */
final class EnvelopePayloads {
  private EnvelopePayloads() {}

  static boolean withBytes(PayloadWriter writer, String header, boolean headerIsJson, MemorySegment body) {
    int inline = inlineHeader(writer, header);
    if (inline >= 0) {
      int tag = headerIsJson ? PayloadTag.ENVELOPE_STATIC_HEADER : PayloadTag.ENVELOPE_STATIC_HEADER_STRING;
      // An empty body takes a region too, for its reader to free.
      return besideInlineHeader(writer, tag, inline, body, "EnvelopeStaticHeaderPayload");
    }
    int tag = headerIsJson ? PayloadTag.ENVELOPE_DYNAMIC_HEADER : PayloadTag.ENVELOPE_DYNAMIC_HEADER_STRING;
    return behindHeader(writer, tag, header, body);
  }

  static boolean withExternal(PayloadWriter writer, String header, boolean headerIsJson, String externalJson) {
    // JSON text has no lone surrogates of its own: they are escaped in it.
    MemorySegment body = MemorySegment.ofArray(externalJson.getBytes(StandardCharsets.UTF_8));
    int inline = inlineHeader(writer, header);
    if (inline >= 0) {
      int tag =
          headerIsJson ? PayloadTag.ENVELOPE_STATIC_HEADER_EXTERNAL : PayloadTag.ENVELOPE_STATIC_HEADER_STRING_EXTERNAL;
      return besideInlineHeader(writer, tag, inline, body, "EnvelopeStaticHeaderExternal");
    }
    int tag =
        headerIsJson ? PayloadTag.ENVELOPE_DYNAMIC_HEADER_EXTERNAL : PayloadTag.ENVELOPE_DYNAMIC_HEADER_STRING_EXTERNAL;
    return behindHeader(writer, tag, header, body);
  }

  private static int inlineHeader(PayloadWriter writer, String header) {
    return writer.utf8.writeWithin(header, writer.headers, writer.slotOffset, HeaderLayout.INLINE_CAPACITY_BYTES);
  }

  private static boolean besideInlineHeader(
      PayloadWriter writer, int tag, int headerBytes, MemorySegment body, String type) {
    long bodyBytes = body.byteSize();
    long reserve = Math.max(1, bodyBytes);
    writer.checkLimit(reserve, type);
    if (!writer.reserve(reserve, bodyBytes)) {
      return false;
    }
    if (bodyBytes == 0) {
      return writer.inRegionAsReserved(tag, headerBytes, 0);
    }
    MemorySegment.copy(body, 0, writer.data(), writer.start(), bodyBytes);
    return writer.inRegion(tag, headerBytes, (int) bodyBytes, bodyBytes);
  }

  private static boolean behindHeader(PayloadWriter writer, int tag, String header, MemorySegment body) {
    long bodyBytes = body.byteSize();
    long reserve = writer.textReserve(header, bodyBytes, PayloadTag.nameOf(tag)) + bodyBytes;
    if (!writer.reserve(reserve, reserve)) {
      return false;
    }
    int headerBytes = writer.utf8.write(header, writer.data(), writer.start());
    MemorySegment.copy(body, 0, writer.data(), writer.start() + headerBytes, bodyBytes);
    return writer.inRegion(tag, headerBytes, (int) bodyBytes, headerBytes + bodyBytes);
  }

  static <V> V read(PayloadReader reader, int tag, PayloadFactory<V> factory) {
    return switch (tag) {
      case PayloadTag.ENVELOPE_STATIC_HEADER -> factory.envelope(reader.inlineText(), true, reader.bodyBytes(0));
      case PayloadTag.ENVELOPE_STATIC_HEADER_STRING ->
        factory.envelope(reader.inlineText(), false, reader.bodyBytes(0));
      case PayloadTag.ENVELOPE_DYNAMIC_HEADER ->
        factory.envelope(reader.regionText(), true, reader.bodyBytes(reader.length()));
      case PayloadTag.ENVELOPE_DYNAMIC_HEADER_STRING ->
        factory.envelope(reader.regionText(), false, reader.bodyBytes(reader.length()));
      case PayloadTag.ENVELOPE_STATIC_HEADER_EXTERNAL ->
        factory.envelopeExternal(reader.inlineText(), true, reader.bodyExternal(0));
      case PayloadTag.ENVELOPE_STATIC_HEADER_STRING_EXTERNAL ->
        factory.envelopeExternal(reader.inlineText(), false, reader.bodyExternal(0));
      case PayloadTag.ENVELOPE_DYNAMIC_HEADER_EXTERNAL ->
        factory.envelopeExternal(reader.regionText(), true, reader.bodyExternal(reader.length()));
      case PayloadTag.ENVELOPE_DYNAMIC_HEADER_STRING_EXTERNAL ->
        factory.envelopeExternal(reader.regionText(), false, reader.bodyExternal(reader.length()));
      default -> throw PayloadReader.unknownTag(tag);
    };
  }
}
