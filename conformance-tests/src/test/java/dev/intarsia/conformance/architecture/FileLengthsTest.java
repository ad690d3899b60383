package dev.intarsia.conformance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLengthsTest {
  /** Still too long. The list may only shrink: an entry whose file is short enough by now fails the test. */
  private static final Set<String> KNOWN = Set.of(
      "js-runtime/packages/more-programs.mjs",
      "js-runtime/packages/third-programs.mjs",
      "js-runtime/src/main/java/dev/intarsia/js/module/EsModuleLexer.java");

  @Test
  void shouldKeepFilesShort() throws IOException {
    assertThat(FileLengths.tooLong(Repository.root()).keySet())
        .as("files of more than %s lines, against those known to be too long", FileLengths.MOST)
        .containsExactlyInAnyOrderElementsOf(KNOWN);
  }

  @Test
  void shouldSeePlantedFilesThatAreTooLong(@TempDir Path folder) throws IOException {
    String tooLong = "// one file, one class\n".repeat(FileLengths.MOST + 1);
    for (String name : new String[] {"Long.java", "long.js", "long.ts", "long.sh", "intarsia"}) {
      Files.writeString(folder.resolve(name), tooLong);
    }
    Files.writeString(folder.resolve("Short.java"), "//\n".repeat(FileLengths.MOST));
    Files.writeString(folder.resolve("long.txt"), tooLong);
    Files.createDirectory(folder.resolve("bundles"));
    Files.writeString(folder.resolve("bundles/bundle.js"), tooLong);

    assertThat(FileLengths.tooLong(folder))
        .containsOnlyKeys("Long.java", "long.js", "long.ts", "long.sh", "intarsia")
        .containsEntry("Long.java", 401);
  }
}
