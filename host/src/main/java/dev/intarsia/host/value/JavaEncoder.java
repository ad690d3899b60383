package dev.intarsia.host.value;

import dev.intarsia.bridge.json.JsonText;
import dev.intarsia.bridge.memory.ProcessSharedBuffer;
import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadSink;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Java values as payloads; see {@code docs/values.md} for which becomes what.
 *
 * <p>Holds scratch memory for JSON: one thread at a time, so one for each mailbox that is published to.
 */
public final class JavaEncoder implements PayloadEncoder<Object> {
  private final JsonWalker walker = new JsonWalker();

  JavaEncoder() {}

  @Override
  public boolean encode(@Nullable Object value, PayloadSink sink) {
    if (value instanceof Double number) {
      return sink.number(number);
    }
    if (value instanceof String text) {
      return sink.string(text);
    }
    if (value instanceof byte[] bytes) {
      return sink.binary(BinaryKind.UINT8_ARRAY, bytes, 0, bytes.length);
    }
    if (value == null) {
      return sink.nul();
    }
    if (value instanceof Integer number) {
      return sink.number(number);
    }
    if (value instanceof Boolean bool) {
      return sink.bool(bool);
    }
    if (value == Undefined.UNDEFINED) {
      return sink.undefined();
    }
    try {
      return encodeOther(value, sink);
    } catch (Refusal refusal) {
      throw refusal.toPayloadException();
    }
  }

  private boolean encodeOther(Object value, PayloadSink sink) {
    return switch (value) {
      case Number number -> encodeNumber(number, sink);
      case Instant instant -> sink.date(EcmaDates.timeValue(instant));
      case double[] numbers -> sink.binary(BinaryKind.FLOAT64_ARRAY, numbers);
      case int[] numbers -> sink.binary(BinaryKind.INT32_ARRAY, numbers);
      case long[] numbers -> sink.binary(BinaryKind.BIGINT64_ARRAY, numbers);
      case ByteBuffer buffer -> sink.binary(BinaryKind.UINT8_ARRAY, MemorySegment.ofBuffer(buffer));
      case MemorySegment segment -> sink.binary(BinaryKind.UINT8_ARRAY, segment);
      case Envelope envelope -> encodeEnvelope(envelope, sink);
      case Throwable error -> sink.error(walker.errorText(error));
      case CharSequence text -> sink.string(text.toString());
      case Character character -> sink.string(character.toString());
      case Symbol symbol -> sink.symbol(symbol.key());
      case Date date -> sink.date(EcmaDates.timeValue(date.toInstant()));
      case InputStream stream -> encodeStream(stream, sink);
      case InvalidDate ignored -> sink.date(Double.NaN);
      case Enum<?> constant -> sink.string(constant.name());
      case Optional<?> optional -> encode(optional.isEmpty() ? Undefined.UNDEFINED : optional.get(), sink);
      case OptionalInt optional -> encode(optional.isEmpty() ? Undefined.UNDEFINED : optional.getAsInt(), sink);
      case OptionalLong optional -> encode(optional.isEmpty() ? Undefined.UNDEFINED : optional.getAsLong(), sink);
      case OptionalDouble optional -> encode(optional.isEmpty() ? Undefined.UNDEFINED : optional.getAsDouble(), sink);
      case NumericArray numbers -> sink.binary(BinaryKind.NUMERIC_ARRAY, numbers.values());
      case JsBinary binary -> sink.binary(binary.kind(), binary.bytes(), 0, binary.bytes().length);
      case ProcessSharedBuffer buffer -> sink.processSharedBuffer(buffer);
      case SharedEnvelope envelope -> encodeShared(envelope, sink);
      case PayloadValue own -> own.writeTo(sink);
      case Map<?, ?> map -> encodeJson(map, sink);
      case Collection<?> collection -> encodeJson(collection, sink);
      default -> encodeRest(value, sink);
    };
  }

  private boolean encodeRest(Object value, PayloadSink sink) {
    ValueAdapter<Object> adapter = Adapters.writer(value.getClass());
    if (adapter != null) {
      return encode(Adapters.toValue(adapter, value), sink);
    }
    String form = TextForms.write(value);
    if (form != null) {
      return sink.string(form);
    }
    return encodeJson(value, sink);
  }

  private boolean encodeJson(Object value, PayloadSink sink) {
    JsonText text = walker.write(value);
    return sink.json(text.utf8(), text.length());
  }

  /** Reads it to its end and closes it. */
  private static boolean encodeStream(InputStream stream, PayloadSink sink) {
    try (stream) {
      byte[] bytes = stream.readAllBytes();
      return sink.binary(BinaryKind.UINT8_ARRAY, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new Refusal("reading the InputStream threw " + e);
    }
  }

  private boolean encodeNumber(Number number, PayloadSink sink) {
    return switch (number) {
      case Long whole -> sink.number((double) JsonWalker.safe(whole));
      case BigInteger big -> sink.bigint(big);
      case Float single -> sink.number(single);
      case Short small -> sink.number(small);
      case Byte small -> sink.number(small);
      default -> encodeRest(number, sink);
    };
  }

  private boolean encodeEnvelope(Envelope envelope, PayloadSink sink) {
    MemorySegment body = MemorySegment.ofArray(envelope.body());
    return envelope.header() instanceof String text
        ? sink.envelope(text, false, body)
        : sink.envelope(headerText(envelope.header()), true, body);
  }

  private boolean encodeShared(SharedEnvelope envelope, PayloadSink sink) {
    return envelope.header() instanceof String text
        ? sink.envelope(text, false, envelope.body())
        : sink.envelope(headerText(envelope.header()), true, envelope.body());
  }

  private String headerText(@Nullable Object header) {
    if (header == Undefined.UNDEFINED) {
      throw new Refusal("an Envelope's header is a String or a value with a JSON form, not undefined")
          .inMember(0, "header");
    }
    try {
      return walker.write(header).toString();
    } catch (Refusal refusal) {
      throw refusal.inMember(0, "header");
    }
  }
}
