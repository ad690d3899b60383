package dev.intarsia.host.value;

import java.lang.reflect.Type;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Converters to Java types, made once for each type.
 *
 * <p>A number converts to an integer type when it is whole and fits; JSON converts to records by component name, to
 * beans by setter or public field, to enums by constant name, and to collections of all of these.
 */
public final class Conversions {
  private static final ClassValue<Converter<?>> BY_CLASS = new ClassValue<>() {
    @Override
    protected Converter<?> computeValue(Class<?> type) {
      return outer(type);
    }
  };

  /** Generic types only; a class is kept with its class loader. */
  private static final ConcurrentMap<Type, Converter<?>> BY_TYPE = new ConcurrentHashMap<>();

  private Conversions() {}

  /** The converter to a class; a primitive class is the same as its box, and refuses null. */
  @SuppressWarnings("unchecked") // made for this very class
  public static <T> Converter<T> to(Class<T> type) {
    return (Converter<T>) BY_CLASS.get(type);
  }

  /**
   * The converter to a type such as {@code List<Point>}.
   *
   * @throws ConversionException when no value converts to it
   */
  public static Converter<?> to(Type type) {
    if (type instanceof Class<?> c) {
      return BY_CLASS.get(c);
    }
    Converter<?> known = BY_TYPE.get(type);
    if (known == null) {
      known = outer(type);
      BY_TYPE.put(type, known);
    }
    return known;
  }

  /** What {@link #to(Class)} converts. */
  public static <T> @Nullable T convert(@Nullable Object value, Class<T> type) {
    return to(type).convert(value);
  }

  private static Converter<?> outer(Type type) {
    if (type == Object.class) {
      return value -> value;
    }
    ValueReader reader;
    try {
      reader = Readers.make(type);
    } catch (Refusal refusal) {
      throw refusal.toConversionException();
    }
    return value -> {
      try {
        return reader.read(value);
      } catch (Refusal refusal) {
        throw refusal.toConversionException();
      }
    };
  }
}
