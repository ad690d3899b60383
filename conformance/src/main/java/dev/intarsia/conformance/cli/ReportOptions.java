package dev.intarsia.conformance.cli;

import dev.intarsia.conformance.report.Badge;
import dev.intarsia.conformance.report.Cases.Case;
import dev.intarsia.conformance.report.TapReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which forms a command reports: the same for vectors and for live runs. */
final class ReportOptions {
  @Option(names = "--json", description = "Print the outcome as one JSON object.")
  boolean json;

  @Option(names = "--junit", paramLabel = "FILE", description = "Write a JUnit XML report.")
  @Nullable Path junit;

  @Option(names = "--html", paramLabel = "FILE", description = "Write one HTML page.")
  @Nullable Path html;

  @Option(names = "--tap", paramLabel = "FILE", description = "Write a report in the Test Anything Protocol.")
  private @Nullable Path tap;

  @Option(
      names = "--badge",
      paramLabel = "FILE",
      description = "Write a badge: an image where FILE ends in .svg, else JSON for shields.io.")
  private @Nullable Path badge;

  @Option(
      names = "--expected-failures",
      paramLabel = "FILE",
      description =
          "Names or globs of what is known to fail, one a line, with # before a reason; one that passes fails the run.")
  private @Nullable Path expectedFailures;

  /** The file of expected failures, or null. */
  @Nullable Path expectedFailures() {
    if (expectedFailures != null && !Files.isReadable(expectedFailures)) {
      throw CliException.wrongUsage(expectedFailures + ": cannot be read");
    }
    return expectedFailures;
  }

  /** Writes the short forms. */
  void write(List<Case> cases) {
    write(tap, TapReport.of(cases));
    if (badge != null) {
      Badge made = Badge.of(cases);
      write(badge, badge.toString().endsWith(".svg") ? made.svg() : made.json());
    }
  }

  private static void write(@Nullable Path file, String text) {
    if (file != null) {
      try {
        Files.writeString(file, text);
      } catch (IOException e) {
        throw CliException.failed(file + ": cannot be written: " + e.getMessage());
      }
    }
  }
}
