package dev.intarsia.conformance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLengthsTest {
  @Test
  void shouldKeepFilesShort() throws IOException {
    assertThat(FileLengths.tooLong(Repository.root()).keySet())
        .as("files of more than %s lines", FileLengths.MOST)
        .isEmpty();
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
