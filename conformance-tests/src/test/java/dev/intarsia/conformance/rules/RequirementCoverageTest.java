package dev.intarsia.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.Repository;
import dev.intarsia.conformance.vectors.RequirementMap;
import dev.intarsia.conformance.vectors.Vector;
import dev.intarsia.conformance.vectors.VectorFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every rule of SPEC.md is named by a test or a vector, and every vector names a rule. Tests name rules by {@code
 * Requirement}, or in the list {@code test-requirements.txt}, which is for tests that serve several purposes.
 */
class RequirementCoverageTest {
  private static final Pattern ANNOTATION = Pattern.compile("@Requirement\\(\\{?([^)]*?)\\}?\\)");
  private static final Pattern NUMBER = Pattern.compile("\"([A-Z]+-\\d{3})\"");

  private final Specification specification = Specification.read();
  private final List<Vector> vectors = VectorFolder.read(Repository.vectors());
  private final RequirementMap requirements = RequirementMap.shipped();

  @Test
  void shouldNumberEachRuleOnce() {
    assertThat(specification.rules()).hasSizeGreaterThan(120).doesNotHaveDuplicates();
    assertThat(specification.rules()).containsAll(specification.mentioned());
  }

  @Test
  void shouldHaveATestOrVectorForEveryRule() {
    Set<String> named = new TreeSet<>();
    named.addAll(annotated().keySet());
    named.addAll(listed().keySet());
    vectors.forEach(vector -> named.addAll(requirements.of(vector)));
    List<String> uncovered =
        specification.rules().stream().filter(rule -> !named.contains(rule)).toList();
    assertThat(uncovered).as("rules that no test and no vector names").isEmpty();
    assertThat(specification.rules()).as("rules that SPEC.md has").containsAll(named);
  }

  @Test
  void shouldNameARuleForEveryVector() {
    List<String> silent = vectors.stream()
        .filter(v -> requirements.of(v).isEmpty())
        .map(Vector::location)
        .toList();
    assertThat(silent).as("vectors that name no rule").isEmpty();
  }

  @Test
  void shouldListOnlyTestsThatThereAre() {
    Map<String, String> sources = new TreeMap<>();
    testSources().forEach(file -> sources.put(file.getFileName().toString().replace(".java", ""), read(file)));
    List<String> missing = new ArrayList<>();
    listed().values().stream().flatMap(List::stream).distinct().forEach(test -> {
      String[] parts = test.split("#");
      String source = sources.getOrDefault(parts[0], "");
      if (parts.length != 2
          || !Pattern.compile("\\s" + Pattern.quote(parts[1]) + "\\(")
              .matcher(source)
              .find()) {
        missing.add(test);
      }
    });
    assertThat(missing).as("tests of test-requirements.txt that there are not").isEmpty();
  }

  /** Lines of the form {@code BOOT-001 BootPayloadTest#shouldReadOlderHost …}. */
  private static Map<String, List<String>> listed() {
    Map<String, List<String>> listed = new TreeMap<>();
    for (String line : resource("test-requirements.txt").lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.strip().split("\\s+");
        List<String> tests = listed.computeIfAbsent(parts[0], rule -> new ArrayList<>());
        assertThat(parts).as(line).hasSizeGreaterThan(1);
        tests.addAll(List.of(parts).subList(1, parts.length));
      }
    }
    return listed;
  }

  private static Map<String, List<String>> annotated() {
    Map<String, List<String>> annotated = new TreeMap<>();
    for (Path file : testSources()) {
      Matcher annotation = ANNOTATION.matcher(read(file));
      while (annotation.find()) {
        Matcher number = NUMBER.matcher(annotation.group(1));
        while (number.find()) {
          annotated
              .computeIfAbsent(number.group(1), rule -> new ArrayList<>())
              .add(file.getFileName().toString());
        }
      }
    }
    return annotated;
  }

  private static List<Path> testSources() {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("protocol-spec", "bridge", "host", "js-runtime", "cli", "conformance-tests")) {
      Path folder = Repository.root().resolve(module).resolve("src/test/java");
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          files
              .filter(f -> f.toString().endsWith(".java"))
              .filter(f -> !f.endsWith("RequirementCoverageTest.java"))
              .forEach(sources::add);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return sources;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(RequirementCoverageTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
