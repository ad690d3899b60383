package dev.intarsia.conformance.cli;

import java.nio.file.Path;
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
}
