package dev.intarsia.conformance.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds this runtime against Node's own tests in the folder {@code intarsia.node.tests}, file by file beside Node. */
class NodeSuiteTest {
  @TempDir
  private Path folder;

  @Test
  void shouldPassWhatTheListsSay() throws IOException, InterruptedException {
    String given = System.getProperty("intarsia.node.tests", "");
    assumeTrue(!given.isEmpty(), "no suite given: -Dintarsia.node.tests=DIR");
    Suite suite = new NodeSuite(Path.of(given));
    try (SuiteRuntime node = new NodeRuntime(folder);
        SuiteRuntime here = new BatchRuntime(folder)) {
      assertThat(new SuiteRun(suite).run(node, here)).isEmpty();
    }
  }
}
