package dev.intarsia.bridge.payload;

/**
 * Chooses the payload form of a value and hands it to a sink.
 *
 * @param <V> the producer's type of values
 */
@FunctionalInterface
public interface PayloadEncoder<V> {
  /**
   * Calls exactly one method of {@code sink}.
   *
   * @return what that method returned: false when the payload region has no room now
   * @throws PayloadException when the value can't cross, naming the path within the value
   */
  boolean encode(V value, PayloadSink sink);
}
