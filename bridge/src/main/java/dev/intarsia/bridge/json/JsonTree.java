package dev.intarsia.bridge.json;

import org.jspecify.annotations.Nullable;

/**
 * Makes the values of a parsed JSON text.
 *
 * @param <V> the reader's type of values
 */
public interface JsonTree<V> {
  /**
   * An object of few members, whose names differ.
   *
   * @param values one for each name; the tree's to keep
   */
  V object(JsonShape shape, @Nullable Object[] values);

  /**
   * Any other object. A later member of the same name replaces the earlier one, and keeps its place.
   *
   * @param names of the members from {@code from} to {@code to}; good during the call
   * @param values at the same places
   */
  V object(@Nullable String[] names, @Nullable Object[] values, int from, int to);

  /**
   * @param values from {@code from} to {@code to}; good during the call
   */
  V array(@Nullable Object[] values, int from, int to);

  @Nullable V string(String value);

  @Nullable V number(double value);

  @Nullable V bool(boolean value);

  @Nullable V nul();
}
