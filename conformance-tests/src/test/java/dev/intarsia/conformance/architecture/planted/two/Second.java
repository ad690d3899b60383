package dev.intarsia.conformance.architecture.planted.two;

import dev.intarsia.conformance.architecture.planted.one.First;

/** The other half of the package circle that is planted for the rule's test. */
public class Second {
  public int dependOn(First<?> first) {
    return first.hashCode();
  }
}
