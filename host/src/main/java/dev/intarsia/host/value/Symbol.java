package dev.intarsia.host.value;

import java.util.Objects;

/**
 * A global JavaScript symbol.
 *
 * @param key as in {@code Symbol.for(key)}
 */
public record Symbol(String key) {
  public Symbol {
    Objects.requireNonNull(key, "key");
  }

  @Override
  public String toString() {
    return "Symbol(" + key + ")";
  }
}
