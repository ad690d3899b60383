package dev.intarsia.host.value;

/** A JavaScript Date whose time value is NaN: no {@link java.time.Instant} stands for it. */
public enum InvalidDate {
  INVALID_DATE;

  @Override
  public String toString() {
    return "Invalid Date";
  }
}
