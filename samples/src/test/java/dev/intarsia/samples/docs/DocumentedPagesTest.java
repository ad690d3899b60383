package dev.intarsia.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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

  @Test
  void shouldDoWhatGetStartedShows() throws Exception {
    assertThat(run(Files.readString(ROOT.resolve("docs/get-started.md")))).isGreaterThan(10);
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
