package dev.intarsia.conformance.suites;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a program ended.
 *
 * @param code its exit code, or one of {@link #TIMED_OUT} and {@link #CRASHED}
 */
record Ran(int code, String out, String err) {
  /** It had to be ended. */
  static final int TIMED_OUT = -1;
  /** It took the JVM with it. */
  static final int CRASHED = -2;

  /** A file's bytes as UTF-8, what is no UTF-8 replaced. */
  static String text(Path file) throws IOException {
    return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
  }
}
