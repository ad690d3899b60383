package dev.intarsia.host.value;

import dev.intarsia.bridge.json.EcmaNumbers;
import dev.intarsia.bridge.json.JsonParser;
import dev.intarsia.bridge.json.JsonShape;
import dev.intarsia.bridge.json.JsonText;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes Java objects as the JSON that {@code JSON.stringify} would give for their JavaScript likes: array-index keys
 * first, NaN as null, undefined members left out.
 *
 * <p>One thread at a time.
 */
final class JsonWalker {
  private final JsonText out = new JsonText();
  private @Nullable Object[] ancestors = new @Nullable Object[16];
  private int depth;

  /**
   * @throws dev.intarsia.bridge.payload.PayloadException naming the place within the value that can't cross
   */
  String text(@Nullable Object value) {
    try {
      return write(value).toString();
    } catch (Refusal refusal) {
      throw refusal.toPayloadException();
    }
  }

  /**
   * @return good until the next value
   * @throws Refusal where {@link #text} throws a PayloadException
   */
  JsonText write(@Nullable Object value) {
    out.reset();
    depth = 0;
    try {
      writeValue(value);
      return out;
    } finally {
      Arrays.fill(ancestors, 0, Math.min(depth + 1, ancestors.length), null);
    }
  }

  /** An error as {@link ErrorText} lays it out. */
  String errorText(Throwable error) {
    out.reset();
    ErrorText.write(out, error);
    return out.toString();
  }

  private void writeValue(@Nullable Object value) {
    if (value instanceof String text) {
      out.string(text);
    } else if (value instanceof Double number) {
      out.number(number.doubleValue());
    } else if (value instanceof Integer number) {
      out.number(number.longValue());
    } else if (value == null) {
      out.nul();
    } else if (value instanceof Boolean bool) {
      out.bool(bool);
    } else if (value instanceof JsonObject object) {
      writeObject(object);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map);
    } else if (value instanceof List<?> list) {
      writeList(list);
    } else if (value instanceof Long number) {
      out.number(safe(number));
    } else {
      writeRare(value);
    }
  }

  private void writeRare(Object value) {
    switch (value) {
      case Number number -> writeNumber(number);
      case Instant instant -> out.string(EcmaDates.toIsoString(instant));
      case Enum<?> constant -> writeEnum(constant);
      case Symbol ignored -> out.nul();
      case CharSequence text -> out.string(text.toString());
      case Character character -> out.string(character.toString());
      case Optional<?> optional -> writeValue(optional.orElse(null));
      case OptionalInt optional -> writeValue(optional.isEmpty() ? null : optional.getAsInt());
      case OptionalLong optional -> writeValue(optional.isEmpty() ? null : optional.getAsLong());
      case OptionalDouble optional -> writeValue(optional.isEmpty() ? null : optional.getAsDouble());
      case Date date -> out.string(EcmaDates.toIsoString(date.toInstant()));
      case byte[] bytes -> out.string(NestedBytes.text(bytes));
      case ByteBuffer buffer -> out.string(NestedBytes.text(buffer));
      case NumericArray numbers -> writeArray(numbers.values());
      case Collection<?> collection -> writeList(collection);
      case BaseStream<?, ?> stream -> writeStream(stream);
      default -> {
        if (value.getClass().isArray()) {
          writeArray(value);
        } else {
          writeOther(value);
        }
      }
    }
  }

  private void writeOther(Object value) {
    ValueAdapter<Object> adapter = Adapters.writer(value.getClass());
    String text = adapter == null ? TextForms.write(value) : null;
    if (adapter != null) {
      writeValue(Adapters.toValue(adapter, value));
    } else if (text != null) {
      out.string(text);
    } else {
      writeProperties(value);
    }
  }

  private void writeStream(BaseStream<?, ?> stream) {
    List<@Nullable Object> elements = new ArrayList<>();
    stream.iterator().forEachRemaining(elements::add);
    writeList(elements);
  }

  private void writeNumber(Number number) {
    switch (number) {
      case Float single -> out.number(single.doubleValue());
      case Short small -> out.number(small.longValue());
      case Byte small -> out.number(small.longValue());
      case BigInteger ignored ->
        throw new Refusal("a bigint has no JSON form; send it alone, as a String, or as a long within ±(2^53 − 1)");
      default -> writeOther(number);
    }
  }

  private void writeEnum(Enum<?> constant) {
    if (constant instanceof Undefined || constant instanceof InvalidDate) {
      out.nul();
    } else {
      out.string(constant.name());
    }
  }

  private void writeObject(JsonObject object) {
    JsonShape shape = object.shape();
    if (shape == null || shape.hasIndexes()) {
      writeMap(object);
      return;
    }
    int holderDepth = depth;
    enter(object);
    out.beginObject();
    for (int i = 0; i < shape.size(); i++) {
      Object value = object.valueAt(i);
      if (!isUndefined(value)) {
        out.key(shape.token(i));
        try {
          writeValue(value);
        } catch (Refusal refusal) {
          throw refusal.inMember(holderDepth, shape.name(i));
        }
      }
    }
    out.endObject();
    depth--;
  }

  private void writeMap(Map<?, ?> map) {
    enter(map);
    out.beginObject();
    int begun = out.length();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name) || JsonShape.startsWithDigit(name)) {
        out.backTo(begun);
        writeIndexesFirst(map);
        break;
      }
      writeMember(name, entry.getValue());
    }
    out.endObject();
    depth--;
  }

  /** Array-index keys in ascending order, then the others as they come (ECMA-262, OrdinaryOwnPropertyKeys). */
  private void writeIndexesFirst(Map<?, ?> map) {
    List<Map.Entry<Long, Map.Entry<?, ?>>> indexes = new ArrayList<>();
    List<Map.Entry<?, ?>> others = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      long index = EcmaKeys.arrayIndex(EcmaKeys.text(entry.getKey()));
      if (index >= 0) {
        indexes.add(Map.entry(index, entry));
      } else {
        others.add(entry);
      }
    }
    indexes.sort(Map.Entry.comparingByKey());
    for (Map.Entry<Long, Map.Entry<?, ?>> index : indexes) {
      writeMember(index.getKey().toString(), index.getValue().getValue());
    }
    for (Map.Entry<?, ?> entry : others) {
      writeMember(EcmaKeys.text(entry.getKey()), entry.getValue());
    }
  }

  private void writeMember(String name, @Nullable Object value) {
    if (isUndefined(value)) {
      return;
    }
    int holderDepth = depth - 1;
    out.key(name);
    try {
      writeValue(value);
    } catch (Refusal refusal) {
      throw refusal.inMember(holderDepth, name);
    }
  }

  private void writeProperties(Object value) {
    ClassProperties properties = ClassProperties.of(value.getClass());
    if (properties.isEmpty()) {
      throw unsupported(value.getClass());
    }
    int holderDepth = depth;
    enter(value);
    out.beginObject();
    SealedTypes.Tag tag = properties.tag();
    if (tag != null) {
      out.key(JsonText.keyToken(tag.member()));
      out.string(tag.value());
    }
    for (ClassProperties.Property property : properties.readable()) {
      try {
        Object member = property.read(value);
        if (!isUndefined(member)) {
          out.key(property.keyToken());
          writeValue(member);
        }
      } catch (Refusal refusal) {
        throw refusal.inMember(holderDepth, property.name());
      }
    }
    out.endObject();
    depth--;
  }

  private void writeList(Collection<?> list) {
    int holderDepth = depth;
    enter(list);
    out.beginArray();
    int index = 0;
    try {
      for (Object element : list) {
        writeValue(element);
        index++;
      }
    } catch (Refusal refusal) {
      throw refusal.inElement(holderDepth, index);
    }
    out.endArray();
    depth--;
  }

  private void writeArray(Object array) {
    switch (array) {
      case Object[] elements -> {
        writeList(Arrays.asList(elements));
        return;
      }
      case char[] ignored -> throw new Refusal("a char[] has no JSON form; make it a String");
      default -> {}
    }
    out.beginArray();
    switch (array) {
      case double[] numbers -> Arrays.stream(numbers).forEach(out::number);
      case int[] numbers -> Arrays.stream(numbers).forEach(out::number);
      case long[] numbers -> writeLongs(numbers);
      case float[] numbers -> {
        for (float number : numbers) {
          out.number((double) number);
        }
      }
      case short[] numbers -> {
        for (short number : numbers) {
          out.number((long) number);
        }
      }
      case boolean[] bools -> {
        for (boolean bool : bools) {
          out.bool(bool);
        }
      }
      default -> throw unsupported(array.getClass());
    }
    out.endArray();
  }

  private void writeLongs(long[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      try {
        out.number(safe(numbers[i]));
      } catch (Refusal refusal) {
        throw refusal.inElement(depth, i);
      }
    }
  }

  private void enter(Object holder) {
    if (depth == ancestors.length) {
      if (depth >= JsonParser.MAX_DEPTH) {
        throw tooDeep();
      }
      ancestors = Arrays.copyOf(ancestors, Math.min(2 * depth, JsonParser.MAX_DEPTH));
    }
    ancestors[depth++] = holder;
  }

  private Refusal tooDeep() {
    IdentityHashMap<Object, Integer> seen = new IdentityHashMap<>();
    for (int i = 0; i < depth; i++) {
      Integer first = seen.putIfAbsent(ancestors[i], i);
      if (first != null) {
        return new Refusal(
            "the value holds itself: here is the "
                + describe(ancestors[i])
                + (first == 0 ? " that is being sent" : " that is also " + (i - first) + " levels up")
                + "; send a tree",
            i);
      }
    }
    return new Refusal("the value nests deeper than " + JsonParser.MAX_DEPTH + " levels; send a flatter one", 8);
  }

  private static String describe(@Nullable Object value) {
    return value == null ? "value" : value.getClass().getSimpleName();
  }

  static Refusal unsupported(Class<?> type) {
    return new Refusal("a value of " + type.getTypeName()
        + " can't cross to another worker; send a number, String, byte[], Map, List," + " record or bean instead");
  }

  /** A long as a JavaScript number. */
  static long safe(long value) {
    if (value > EcmaNumbers.MAX_SAFE_INTEGER || value < -EcmaNumbers.MAX_SAFE_INTEGER) {
      throw new Refusal(
          "the long " + value + " is no exact JavaScript number, as it is beyond ±(2^53 − 1); send a BigInteger");
    }
    return value;
  }

  private static boolean isUndefined(@Nullable Object value) {
    return value == Undefined.UNDEFINED
        || value instanceof Symbol
        || (value instanceof Optional<?> optional && optional.isEmpty())
        || (value instanceof OptionalInt optional && optional.isEmpty())
        || (value instanceof OptionalLong optional && optional.isEmpty())
        || (value instanceof OptionalDouble optional && optional.isEmpty());
  }
}
