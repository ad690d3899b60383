package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CubesTest {
  private static final long MOST_BYTES = 4_000_000;
  private static final List<String> UNWANTED =
      List.of("picocli", "progressbar", "jline", "polyglot", "truffle", "icu4j", "brotli", "js-language", "micrometer");

  @Test
  void shouldRunJavaTasks() {
    assertEquals(27.0, Cubes.cube(3));
  }

  @Test
  void shouldBringFewJarsAndNoneOfOtherParts() throws IOException {
    List<Path> jars;
    try (Stream<Path> all = Files.list(Path.of("target", "lib"))) {
      jars = all.toList();
    }
    assertTrue(
        jars.stream().anyMatch(jar -> jar.getFileName().toString().startsWith("intarsia-host")), jars.toString());
    for (Path jar : jars) {
      String name = jar.getFileName().toString();
      assertFalse(UNWANTED.stream().anyMatch(name::contains), name);
    }
    long bytes = 0;
    for (Path jar : jars) {
      bytes += Files.size(jar);
    }
    System.out.println("intarsia-host resolves to " + jars.size() + " jars of " + bytes + " bytes");
    assertTrue(bytes < MOST_BYTES, bytes + " bytes in " + jars);
  }
}
