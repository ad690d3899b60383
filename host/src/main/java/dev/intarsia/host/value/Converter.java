package dev.intarsia.host.value;

import org.jspecify.annotations.Nullable;

/**
 * Turns what crossed into what was asked for. Holds no state: any thread.
 *
 * @param <T> what was asked for
 */
@FunctionalInterface
public interface Converter<T> {
  /**
   * @param value what {@link JavaFactory} made
   * @throws ConversionException when it is not such a value, naming the place within it
   */
  @Nullable T convert(@Nullable Object value);
}
