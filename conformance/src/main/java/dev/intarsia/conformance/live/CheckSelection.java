package dev.intarsia.conformance.live;

import dev.intarsia.conformance.vectors.Globs;
import java.util.List;

/**
 * Patterns that choose live checks by their names.
 *
 * @param only what is run; everything where it is empty
 * @param skip what is left out
 */
public record CheckSelection(Globs only, Globs skip) {
  public static CheckSelection all() {
    return of(List.of(), List.of());
  }

  public static CheckSelection of(List<String> only, List<String> skip) {
    return new CheckSelection(Globs.of(only), Globs.of(skip));
  }

  boolean wants(String id) {
    return (only.isEmpty() || only.matches(id)) && !skip.matches(id);
  }
}
