package dev.intarsia.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation does what it says. */
@Timeout(900)
class DocumentedPagesTest {
  private static final Path ROOT =
      Path.of(System.getProperty("intarsia.root", "..")).toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  @TempDir
  private Path folder;

  private int run(String page) throws Exception {
    return new PageRunner(ROOT, folder).run(page);
  }

  /** Pages with code in them, all of them. */
  static List<String> pages() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      List<String> pages = docs.filter(file -> file.toString().endsWith(".md"))
          .filter(DocumentedPagesTest::hasCode)
          .map(file -> ROOT.relativize(file).toString())
          .sorted()
          .toList();
      assertThat(pages).contains("docs/get-started.md", "docs/values.md");
      return pages;
    }
  }

  private static boolean hasCode(Path page) {
    try {
      return !Block.of(Files.readString(page)).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldDoWhatThePageShows(String page) throws Exception {
    assertThat(run(Files.readString(ROOT.resolve(page)))).isPositive();
  }

  @Test
  void shouldFailOnALie() {
    String command = "```sh\necho 27\n```\n";
    assertThatThrownBy(() -> run(command + "```text\n26\n```\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("block of text at line 4 shows\n26\nbut this was printed:\n27");
    assertThatThrownBy(() -> run(command)).hasMessageContaining("does not show what its last command prints");
    assertThatThrownBy(() -> run("```sh\nexit 3\n```\n")).hasMessageContaining("ends with 3");
    assertThatThrownBy(() -> run("```java run=A.java\nclass A { int x = \"\"; }\n```\n"))
        .hasMessageContaining("does not compile");
    assertThatThrownBy(() -> run("```xml from=bom/pom.xml\n<nothing />\n```\n"))
        .hasMessageContaining("is not in its file");
    assertThatThrownBy(() -> run("<!-- given: String text -->\n\n```java statements\nint n = text;\n```\n"))
        .hasMessageContaining("block of java at line 3 does not compile");
    assertThatThrownBy(() -> run("```java shown\nint n;\n```\n")).hasMessageContaining("could be checked");
    assertThatThrownBy(() -> run("```js\n1\n```\n")).hasMessageContaining("does not say how it is checked");
  }

  @Test
  void shouldLinkToFilesThatExist() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    List<String> dead = new ArrayList<>();
    for (Path page : pages) {
      dead.addAll(deadLinks(page, Files.readString(page)));
    }
    assertThat(dead).isEmpty();
    assertThat(deadLinks(ROOT.resolve("README.md"), "[a](docs/nowhere.md)")).hasSize(1);
  }

  private static List<String> deadLinks(Path page, String text) {
    List<String> dead = new ArrayList<>();
    Matcher link = LINK.matcher(text.replaceAll("(?ms)^```.*?^```$|`[^`\\n]*`", ""));
    while (link.find()) {
      if (!Files.exists(page.resolveSibling(link.group(1)))) {
        dead.add(ROOT.relativize(page) + ": " + link.group(1));
      }
    }
    return dead;
  }
}
