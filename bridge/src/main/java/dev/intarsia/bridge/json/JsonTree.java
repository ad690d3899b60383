package dev.intarsia.bridge.json;

import org.jspecify.annotations.Nullable;

/**
 * Makes the objects of a parsed JSON text.
 *
 * @param <V> the reader's type of values
 * @param <O> an object under construction
 * @param <A> an array under construction
 */
public interface JsonTree<V, O extends V, A extends V> {
  O newObject();

  A newArray();

  /** A later member of the same name replaces the earlier one, and keeps its place. */
  void put(O object, String name, @Nullable V value);

  void add(A array, @Nullable V value);

  @Nullable V string(String value);

  @Nullable V number(double value);

  @Nullable V bool(boolean value);

  @Nullable V nul();
}
