package dev.intarsia.bridge.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** The vectors are a copy; where the recording lies beside the tree, both are the same. */
class VectorCopyTest {
  private static final Path RECORDED =
      Path.of(System.getProperty("intarsia.root", "."), "..", "shared", "vectors").normalize();

  @TestFactory
  Stream<DynamicTest> shouldBeTheRecording() throws IOException {
    Assumptions.assumeTrue(
        Files.isDirectory(RECORDED), "There is no recording beside this tree, at ../shared/vectors: nothing to compare");
    try (Stream<Path> files = Files.list(RECORDED)) {
      return files.sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
    }
  }

  private static void compare(Path recorded) throws IOException {
    try (var copy = VectorFiles.open(recorded.getFileName().toString())) {
      assertThat(copy.readAllBytes()).isEqualTo(Files.readAllBytes(recorded));
    }
  }
}
