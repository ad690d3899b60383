package dev.intarsia.conformance.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Vectors and live checks that a subject is known to fail: one glob a line, with {@code #} before a reason. One that passes all the same
 * fails the run, so that the list stays true.
 */
public final class ExpectedFailures {
  private final Globs globs;

  private ExpectedFailures(Globs globs) {
    this.globs = globs;
  }

  public static ExpectedFailures none() {
    return of(List.of());
  }

  public static ExpectedFailures of(List<String> lines) {
    return new ExpectedFailures(Globs.of(lines.stream()
        .map(ExpectedFailures::withoutReason)
        .filter(line -> !line.isEmpty())
        .toList()));
  }

  public static ExpectedFailures read(Path file) {
    try {
      return of(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  private static String withoutReason(String line) {
    int reason = line.indexOf('#');
    return (reason < 0 ? line : line.substring(0, reason)).strip();
  }

  public boolean names(Vector vector) {
    return names(vector.id());
  }

  /** Whether a vector or a live check of this name is known to fail. */
  public boolean names(String id) {
    return globs.matches(id);
  }
}
