package dev.intarsia.host.value;

/** JavaScript's {@code undefined}, which is not {@code null}. */
public enum Undefined {
  UNDEFINED;

  @Override
  public String toString() {
    return "undefined";
  }
}
