package dev.intarsia.host.pool;

import dev.intarsia.host.Pool;
import dev.intarsia.host.TypeRef;
import dev.intarsia.host.typed.TypedCalls;
import dev.intarsia.host.value.Conversions;
import dev.intarsia.host.value.Converter;
import java.lang.reflect.Type;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one place where the pool asks for value conversions and typed calls. */
public final class ValueBinding {
  private ValueBinding() {}

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
  public static Function<@Nullable Object, @Nullable Object> argument(TypeRef<?> wanted) {
    Function<@Nullable Object, @Nullable Object> conversion = converter(wanted.type());
    if (!(wanted.type() instanceof Class<?> type)) {
      return conversion;
    }
    return value -> type.isInstance(value) ? value : conversion.apply(value);
  }

  static <T> T proxy(Pool pool, Class<T> type) {
    return TypedCalls.proxy(pool, type);
  }
}
