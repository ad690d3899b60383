package dev.intarsia.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that are deleted when this JVM ends. */
final class TemporaryFolder {
  private TemporaryFolder() {}

  static Path create() throws IOException {
    Path folder = Files.createTempDirectory("intarsia-modules").toRealPath();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "intarsia modules"));
    return folder;
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> inward = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : inward) {
        Files.deleteIfExists(each);
      }
    } catch (IOException left) {
      // The system clears its folder for temporary files.
    }
  }
}
