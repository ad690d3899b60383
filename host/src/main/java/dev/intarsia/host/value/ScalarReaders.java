package dev.intarsia.host.value;

import static java.util.Map.entry;

import dev.intarsia.bridge.json.EcmaNumbers;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Readers of types that hold no other values. */
final class ScalarReaders {
  private static final BigDecimal TWO_TO_63 = BigDecimal.valueOf(2).pow(63);

  private static final Map<Class<?>, ValueReader> READERS = Map.ofEntries(
      entry(Double.class, ScalarReaders::readDouble),
      entry(Float.class, ScalarReaders::readFloat),
      entry(Integer.class, value -> integer(value, Integer.class)),
      entry(Long.class, ScalarReaders::readLong),
      entry(Short.class, value -> small(value, Short.MIN_VALUE, Short.MAX_VALUE, Short.class)),
      entry(Byte.class, value -> small(value, Byte.MIN_VALUE, Byte.MAX_VALUE, Byte.class)),
      entry(Number.class, value -> absent(value) ? null : expect(value, Number.class)),
      entry(Boolean.class, value -> value instanceof Boolean || !absent(value) ? expect(value, Boolean.class) : null),
      entry(Character.class, ScalarReaders::readCharacter),
      entry(String.class, value -> value instanceof String || !absent(value) ? expect(value, String.class) : null),
      entry(CharSequence.class, value -> absent(value) ? null : expect(value, String.class)),
      entry(BigInteger.class, ScalarReaders::readBigInteger),
      entry(BigDecimal.class, ScalarReaders::readBigDecimal),
      entry(Instant.class, ScalarReaders::readInstant),
      entry(Date.class, ScalarReaders::readDate),
      entry(byte[].class, NestedBytes::read),
      entry(ByteBuffer.class, ScalarReaders::readBuffer),
      entry(InputStream.class, ScalarReaders::readStream),
      entry(
          OptionalInt.class,
          value -> absent(value) ? OptionalInt.empty() : OptionalInt.of((Integer) present(value, Integer.class))),
      entry(
          OptionalLong.class,
          value -> absent(value) ? OptionalLong.empty() : OptionalLong.of((Long) present(value, Long.class))),
      entry(
          OptionalDouble.class,
          value -> absent(value) ? OptionalDouble.empty() : OptionalDouble.of((Double) present(value, Double.class))),
      entry(double[].class, ScalarReaders::readDoubles),
      entry(Void.class, value -> null),
      entry(Object.class, value -> value),
      entry(Undefined.class, value -> expect(value, Undefined.class)));

  private ScalarReaders() {}

  static @Nullable ValueReader of(Class<?> boxed) {
    return READERS.get(boxed);
  }

  /** Reads what crosses as an object of the class itself: byte[], Envelope, JsError and the like. */
  static ValueReader same(Class<?> type) {
    return value -> type.isInstance(value) || !absent(value) ? expect(value, type) : null;
  }

  /** null and undefined, which every reference type but Optional reads as null. */
  static boolean absent(@Nullable Object value) {
    return value == null || value == Undefined.UNDEFINED;
  }

  static Object expect(@Nullable Object value, Class<?> type) {
    if (type.isInstance(value)) {
      return value;
    }
    throw mismatch(value, type.getTypeName());
  }

  static Refusal mismatch(@Nullable Object value, String wanted) {
    return new Refusal(describe(value) + " is no " + wanted);
  }

  static String describe(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Undefined ignored -> "undefined";
      case Double number -> "the number " + EcmaNumbers.toString(number);
      case Boolean bool -> "the boolean " + bool;
      case BigInteger big -> "the bigint " + (big.bitLength() > 200 ? "of " + big.bitLength() + " bits" : big);
      case String text -> "the string \"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\"";
      case Map<?, ?> map -> "an object with " + map.size() + " members";
      case Iterable<?> ignored -> "an array";
      default -> "a value of " + value.getClass().getTypeName();
    };
  }

  private static @Nullable Object readDouble(@Nullable Object value) {
    if (value instanceof Double) {
      return value;
    }
    if (absent(value)) {
      return null;
    }
    if (value instanceof Number number && !(value instanceof BigInteger)) {
      return number.doubleValue();
    }
    throw mismatch(value, "double");
  }

  private static @Nullable Object readFloat(@Nullable Object value) {
    Object number = readDouble(value);
    return number == null ? null : (Object) ((Double) number).floatValue();
  }

  private static @Nullable Object integer(@Nullable Object value, Class<?> type) {
    if (value instanceof Double number) {
      int whole = (int) number.doubleValue();
      if (whole == number) {
        return whole;
      }
      throw mismatch(
          value, type.getSimpleName() + (number == Math.rint(number) ? ": it is too large" : ": it is not whole"));
    }
    return small(value, Integer.MIN_VALUE, Integer.MAX_VALUE, type);
  }

  private static @Nullable Object small(@Nullable Object value, int least, int greatest, Class<?> type) {
    Object read = readLong(value);
    if (read == null) {
      return null;
    }
    long whole = (Long) read;
    if (whole < least || whole > greatest) {
      throw mismatch(value, type.getSimpleName() + ": it is out of range");
    }
    if (type == Byte.class) {
      return (byte) whole;
    }
    return type == Short.class ? (Object) (short) whole : (Object) (int) whole;
  }

  private static @Nullable Object readLong(@Nullable Object value) {
    if (value instanceof Double number) {
      long whole = (long) number.doubleValue();
      if (whole == number && whole != Long.MAX_VALUE) {
        return whole;
      }
      throw mismatch(value, number == Math.rint(number) ? "long: it is out of range" : "whole number");
    }
    if (value instanceof BigInteger big) {
      if (big.bitLength() > 63) {
        throw mismatch(value, "long: it is out of range; ask for a BigInteger");
      }
      return big.longValue();
    }
    if (absent(value)) {
      return null;
    }
    return ((Number) expectWhole(value)).longValue();
  }

  private static Object expectWhole(@Nullable Object value) {
    if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return value;
    }
    throw mismatch(value, "whole number");
  }

  private static @Nullable Object readCharacter(@Nullable Object value) {
    if (value instanceof String text && text.length() == 1) {
      return text.charAt(0);
    }
    return absent(value) ? null : expect(value, Character.class);
  }

  private static @Nullable Object readBigInteger(@Nullable Object value) {
    if (value instanceof BigInteger) {
      return value;
    }
    if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < TWO_TO_63.doubleValue()) {
      return BigInteger.valueOf((long) number.doubleValue());
    }
    return absent(value) ? null : BigInteger.valueOf(((Number) expectWhole(value)).longValue());
  }

  private static @Nullable Object readBigDecimal(@Nullable Object value) {
    return switch (value) {
      case BigInteger big -> new BigDecimal(big);
      case Double number when Double.isFinite(number) -> new BigDecimal(EcmaNumbers.toString(number));
      case String text -> {
        try {
          yield new BigDecimal(text);
        } catch (NumberFormatException notNumeric) {
          throw mismatch(value, "decimal number");
        }
      }
      case null, default -> absent(value) ? null : expect(value, BigDecimal.class);
    };
  }

  /** A Date, or inside JSON the text that a Date becomes there. */
  private static @Nullable Object readInstant(@Nullable Object value) {
    if (value instanceof String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException notDate) {
        throw mismatch(value, "date like 2026-01-31T12:00:00Z");
      }
    }
    return absent(value) ? null : expect(value, Instant.class);
  }

  private static @Nullable Object readDate(@Nullable Object value) {
    Object instant = value instanceof Date date ? date.toInstant() : readInstant(value);
    return instant == null ? null : Date.from((Instant) instant);
  }

  private static @Nullable Object readBuffer(@Nullable Object value) {
    byte[] bytes = NestedBytes.read(value);
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  private static @Nullable Object readStream(@Nullable Object value) {
    byte[] bytes = NestedBytes.read(value);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  private static Object present(@Nullable Object value, Class<?> number) {
    return Objects.requireNonNull(Objects.requireNonNull(of(number)).read(value));
  }

  private static @Nullable Object readDoubles(@Nullable Object value) {
    if (value instanceof NumericArray numbers) {
      return numbers.toDoubleArray();
    }
    return value instanceof double[] || !(value instanceof Iterable<?>)
        ? same(double[].class).read(value)
        : ArrayReader.read(value, double.class, Readers.make(double.class));
  }
}
