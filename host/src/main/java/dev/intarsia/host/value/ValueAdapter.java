package dev.intarsia.host.value;

import org.jspecify.annotations.Nullable;

/**
 * Lets values of a class cross that the library does not know: turns them into values that can cross, and back.
 *
 * <p>Adapters are found by {@link java.util.ServiceLoader}, through the context class loader of the thread that first
 * meets the class. Name yours in {@code META-INF/services/dev.intarsia.host.value.ValueAdapter} or in
 * {@code provides … with …} of your module. An adapter goes before the rules for records, beans and
 * text forms; a class that has a row of its own in {@code docs/values.md} keeps that. It holds no state: any thread
 * calls it.
 *
 * @param <T> the class
 */
public interface ValueAdapter<T> {
  /** The class. Values of its subclasses are written by this adapter too, unless they have one of their own. */
  Class<T> type();

  /** What to send: a number, String, byte[], Map, List, record or another value from {@code docs/values.md}. */
  @Nullable Object toValue(T value);

  /**
   * The value again.
   *
   * @param value what arrived, as it is read without a wanted type; never null or undefined, which are read as null
   * @throws RuntimeException when it is no such value; the caller gets a {@link ConversionException} with this message
   */
  T fromValue(Object value);
}
