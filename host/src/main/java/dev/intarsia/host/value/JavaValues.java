package dev.intarsia.host.value;

/** The two halves of a Java side of a lane. */
public final class JavaValues {
  private JavaValues() {}

  /** A new encoder; for one thread at a time. */
  public static JavaEncoder encoder() {
    return new JavaEncoder();
  }

  /** A new factory; for one thread at a time. */
  public static JavaFactory factory() {
    return new JavaFactory();
  }
}
