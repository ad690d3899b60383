package dev.intarsia.host;

/** The version of this library. */
public final class Version {
  private Version() {}

  /** The version in the jar's manifest, or {@code development} when run from class folders. */
  public static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
