package dev.intarsia.host.worker;

import dev.intarsia.host.TypeRef;
import dev.intarsia.host.value.Conversions;
import dev.intarsia.host.value.Converter;
import java.lang.reflect.Type;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes of decoded payloads what tasks take and callers get. */
public final class TaskConversions {
  private TaskConversions() {}

  /** From a decoded payload to an instance of a class. */
  @SuppressWarnings("unchecked")
  public static Function<@Nullable Object, @Nullable Object> converter(Type type) {
    if (type == Object.class) {
      return value -> value;
    }
    Converter<Object> conversion = (Converter<Object>) Conversions.to(type);
    if (type == Double.class) {
      return value -> value instanceof Double ? value : conversion.convert(value);
    }
    return conversion::convert;
  }

  /** From a decoded payload, or on the host from the value itself, to what a task takes. */
  static Function<@Nullable Object, @Nullable Object> argument(TypeRef<?> wanted) {
    Function<@Nullable Object, @Nullable Object> conversion = converter(wanted.type());
    if (!(wanted.type() instanceof Class<?> type)) {
      return conversion;
    }
    return value -> type.isInstance(value) ? value : conversion.apply(value);
  }
}
