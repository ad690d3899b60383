package dev.intarsia.conformance.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds this runtime against the web-platform-tests in the folder {@code intarsia.wpt}, file by file beside Node. */
class WebPlatformTest {
  @TempDir
  private Path folder;

  @Test
  void shouldPassWhatTheListsSay() throws IOException, InterruptedException {
    String given = System.getProperty("intarsia.wpt", "");
    assumeTrue(!given.isEmpty(), "no suite given: -Dintarsia.wpt=DIR");
    Suite suite = new WebPlatformSuite(Path.of(given), harness(folder));
    try (SuiteRuntime node = new NodeRuntime(folder);
        SuiteRuntime here = new BatchRuntime(folder)) {
      assertThat(new SuiteRun(suite).run(node, here)).isEmpty();
    }
  }

  private static Path harness(Path folder) throws IOException {
    try (InputStream in = Objects.requireNonNull(WebPlatformTest.class.getResourceAsStream("wpt-harness.cjs"))) {
      return Files.write(folder.resolve("wpt-harness.cjs"), in.readAllBytes());
    }
  }
}
