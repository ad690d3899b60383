package dev.intarsia.conformance;

import java.nio.file.Path;

/** Where the tests find the project's files. */
public final class Repository {
  private Repository() {}

  public static Path root() {
    return Path.of(System.getProperty("intarsia.root", "..")).toAbsolutePath().normalize();
  }

  public static Path vectors() {
    return root().resolve("protocol-spec/src/main/resources/dev/intarsia/protocol/vectors");
  }

  public static Path specification() {
    return root().resolve("protocol-spec/SPEC.md");
  }
}
