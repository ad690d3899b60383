package dev.intarsia.conformance.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables of other people's suites in docs/compatibility.md are those of the lists; {@code -Dintarsia.write=true} writes them. */
class SuiteTablesTest {
  private static final String HEADING = "## Other people's suites";
  private static final String HEAD = """
      ## Other people's suites

      Each table counts the tests that Node 24 passes, and how many of these are passed here, in programs (`intarsia run`). The last
      column has the most frequent kinds of failures. Lists below `conformance-tests/src/test/resources` say it file by file.

      To run a suite, name the folder that holds it; a test that fails, or that passes unexpectedly, fails the build. Node's tests
      that need flags or Node's internals, and the tentative web-platform-tests, are left out. `-Dintarsia.suites.areas=url,encoding`
      takes some areas, `-Dintarsia.node=FILE` names another Node than that of `PATH`, and `-Dintarsia.write=true` writes the lists
      and these tables anew. `-Dintarsia.suites.seconds=N` gives each file more than a minute.

      ```sh shown
      mvn -B verify -pl conformance-tests -am -Dintarsia.wpt=DIR -Dintarsia.node.tests=DIR
      ```

      """;

  @Test
  void shouldShowTheListsInTheDocument() throws IOException {
    Path document = Repository.root().resolve("docs/compatibility.md");
    String text = Files.readString(document);
    String tables = HEAD
        + "### web-platform-tests\n\n" + new SuiteRun(new WebPlatformSuite(Path.of("."), Path.of("."))).table()
        + "\n### Node's own tests\n\n" + new SuiteRun(new NodeSuite(Path.of("."))).table();
    int start = text.indexOf(HEADING);
    if (Boolean.getBoolean("intarsia.write")) {
      Files.writeString(document, (start < 0 ? text + "\n" : text.substring(0, start)) + tables);
    }
    text = Files.readString(document);
    assertThat(text.substring(text.indexOf(HEADING)))
        .as("run with -Dintarsia.write=true to write " + document)
        .isEqualTo(tables);
  }
}
