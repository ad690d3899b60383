package dev.intarsia.conformance.architecture.planted.one;

import dev.intarsia.conformance.architecture.planted.hidden.Hidden;
import dev.intarsia.conformance.architecture.planted.two.Second;
import org.jspecify.annotations.Nullable;

/** Breaks two rules on purpose: it is half of a package circle, and its public signatures name a type of an unexported package. */
public class First<T extends Hidden> {
  public @Nullable Second second() {
    return null;
  }

  public void take(java.util.List<? extends Hidden[]> hidden) {
    throw new UnsupportedOperationException();
  }

  protected @Nullable Hidden field;
}
