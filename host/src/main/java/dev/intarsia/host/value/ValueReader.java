package dev.intarsia.host.value;

import org.jspecify.annotations.Nullable;

/** One step of a conversion. */
@FunctionalInterface
interface ValueReader {
  /**
   * @throws Refusal when the value is not of the kind
   */
  @Nullable Object read(@Nullable Object value);
}
