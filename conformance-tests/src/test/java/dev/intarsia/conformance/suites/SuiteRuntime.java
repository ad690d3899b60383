package dev.intarsia.conformance.suites;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What runs a file of a suite. */
interface SuiteRuntime extends AutoCloseable {
  /** How long one file may take: {@code intarsia.suites.seconds}, or a minute. */
  Duration LIMIT = Duration.ofSeconds(Long.getLong("intarsia.suites.seconds", 60));

  /**
   * Runs a program to its end, or to the end of {@link #LIMIT}.
   *
   * @throws IOException when the runtime itself does not start
   */
  Ran run(Path program, List<String> arguments) throws IOException, InterruptedException;

  @Override
  void close();
}
