package dev.intarsia.build.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
  private static final Path ROOT =
      Path.of(System.getProperty("intarsia.root", "..")).toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

  @TempDir
  private Path out;

  private String read(String file) throws IOException {
    return Files.readString(out.resolve(file));
  }

  /** Links of all pages that lead to no file, or to no heading of it. */
  private List<String> deadLinks() throws IOException {
    List<String> dead = new ArrayList<>();
    try (Stream<Path> pages = Files.walk(out)) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".html")).toList()) {
        Matcher links = LINK.matcher(Files.readString(page));
        for (MatchResult link : links.results().toList()) {
          if (!link.group(1).matches("[a-z]+:.*") && isDead(page, link.group(1))) {
            dead.add(out.relativize(page) + ": " + link.group(1));
          }
        }
      }
    }
    return dead;
  }

  private static boolean isDead(Path page, String link) throws IOException {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!Files.isRegularFile(target)) {
      return true;
    }
    return hash >= 0
        && target.toString().endsWith(".html")
        && !Files.readString(target).contains("id=\"" + link.substring(hash + 1) + "\"");
  }

  @Test
  void shouldMakeAPageOfEverythingAndNoDeadLink() throws IOException {
    assertThat(Site.make(ROOT, out)).isGreaterThan(40);
    assertThat(deadLinks()).isEmpty();
    assertThat(read("index.html"))
        .contains("<title>Intarsia · Intarsia</title>", "<a href=\"docs/get-started.html\">")
        .doesNotContain("{{");
    assertThat(read("docs/values.html"))
        .contains("<link rel=\"stylesheet\" href=\"../site.css\">", "aria-current=\"page\">Java values")
        .doesNotContain("<!-- given");
    assertThat(read("docs/decisions/index.html")).contains("href=\"../../docs/decisions/0009-typescript.html\"");
    // The menu begins as the guides of the start page do.
    assertThat(read("index.html").indexOf(">Get started</a></li>"))
        .isPositive()
        .isLessThan(read("index.html").indexOf(">Measurements</a></li>"));
    Files.writeString(out.resolve("planted.html"), "<a href=\"index.html#nowhere\"><a href=\"gone.html\">");
    assertThat(deadLinks()).hasSize(2);
  }

  @Test
  void shouldListAllPagesForModelsAndSearch() throws IOException {
    Site.make(ROOT, out);
    String list = read("llms.txt");
    Set<String> linked = Pattern.compile("\\]\\(([^)]+)\\)")
        .matcher(list)
        .results()
        .map(link -> link.group(1))
        .collect(Collectors.toSet());
    assertThat(linked)
        .contains("docs/get-started.html", "protocol-spec/SPEC.html")
        .allSatisfy(page -> assertThat(out.resolve(page)).exists());
    assertThat(read("llms-full.txt")).contains("<!-- docs/values.md -->", "# Java values and JavaScript values");
    assertThat(read("search-data.js"))
        .startsWith("globalThis.SECTIONS = [")
        .contains("[\"docs/values.html#from-java\",\"Java values and JavaScript values\",\"From Java\",");
  }
}
