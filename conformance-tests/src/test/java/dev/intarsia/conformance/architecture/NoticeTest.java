package dev.intarsia.conformance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** NOTICE holds the licence of every npm package that a bundle is made of, in the version that is locked. */
class NoticeTest {
  private static final Pattern SECTION =
      Pattern.compile("-{80}\n\n(\\S+) (\\S+) \\(([^)]+)\\)\n\n(.*?)(?=\n-{80}\n|\\z)", Pattern.DOTALL);
  private static final int SHORTEST_LICENCE = 300;
  /** Used to make the bundles, not part of them. */
  private static final List<String> TOOLS = List.of("esbuild");
  /** Their packages name the licence and leave its text out. */
  private static final List<String> WITHOUT_TEXT = List.of("generator-function", "querystring");

  private final Path bundles = Repository.root().resolve("js-runtime/bundles");

  @Test
  void shouldHoldEveryBundledPackage() throws IOException {
    String notice = Files.readString(Repository.root().resolve("NOTICE"));
    assertThat(missing(notice)).isEmpty();
    assertThat(missing(notice.replace("sucrase 3", "sucrase 2"))).hasSize(1);
    assertThat(missing(notice.replaceAll("(?s)Permission is hereby granted.*?SOFTWARE\\.", "")))
        .isNotEmpty();
  }

  /** What a notice lacks, one line for each package. */
  private List<String> missing(String notice) throws IOException {
    JsonNode locked = new JsonMapper()
        .readTree(Files.readString(bundles.resolve("package-lock.json")))
        .get("packages");
    JsonNode wanted = new JsonMapper()
        .readTree(Files.readString(bundles.resolve("package.json")))
        .get("devDependencies");
    List<String> found = new ArrayList<>();
    List<String> lacks = new ArrayList<>();
    Matcher sections = SECTION.matcher(notice);
    while (sections.find()) {
      String name = sections.group(1);
      found.add(name);
      JsonNode entry = locked.get("node_modules/" + name);
      if (entry == null || !entry.get("version").asString().equals(sections.group(2))) {
        lacks.add(name + " " + sections.group(2) + " is not the version that is locked");
      } else if (sections.group(4).length() < SHORTEST_LICENCE && !WITHOUT_TEXT.contains(name)) {
        lacks.add(name + " has no licence text");
      }
    }
    for (Map.Entry<String, JsonNode> each : wanted.properties()) {
      if (!found.contains(each.getKey()) && !TOOLS.contains(each.getKey())) {
        lacks.add(each.getKey() + " is bundled and not named");
      }
    }
    return lacks;
  }
}
