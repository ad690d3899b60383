package dev.intarsia.bridge.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The vectors are a copy; where the recording lies beside the tree, both are the same. */
class VectorCopyTest {
  private static final Path RECORDED = Path.of(System.getProperty("intarsia.root", "."), "..", "shared", "vectors")
      .normalize();

  @TestFactory
  Stream<DynamicTest> shouldBeTheRecording() throws IOException {
    Assumptions.assumeTrue(
        Files.isDirectory(RECORDED),
        "There is no recording beside this tree, at ../shared/vectors: nothing to compare");
    try (Stream<Path> files = Files.list(RECORDED)) {
      return files.filter(file -> !file.endsWith("README.md")).sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
    }
  }

  /** Scripts in which the reference is the defect lie in a file of their own, unchanged. */
  private static void compare(Path recorded) throws IOException {
    String name = recorded.getFileName().toString();
    List<String> copy = new ArrayList<>(lines(name));
    if (name.equals("regions.jsonl")) {
      copy.addAll(lines("regions-reference.jsonl"));
    }
    if (name.equals("payloads.jsonl")) {
      assertThat(copy.removeIf(line -> line.startsWith("{\"id\":\"" + VectorFiles.KEYS_AS_INSERTED)))
          .isTrue();
    }
    assertThat(copy).containsExactlyInAnyOrderElementsOf(Files.readAllLines(recorded));
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream copy = VectorFiles.open(file)) {
      return new String(copy.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
