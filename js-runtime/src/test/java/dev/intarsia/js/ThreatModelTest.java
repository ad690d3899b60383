package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/threat-model.md names every function that scripts are handed. */
class ThreatModelTest {
  private static final Path ROOT =
      Path.of(System.getProperty("intarsia.root", "..")).toAbsolutePath();

  /** How the sources hand over a function or a constant: each with its name. */
  private static final Pattern HANDED =
      Pattern.compile("\\b(?:function|constant|connection|functions\\.put|add)\\(\\s*(?:host, )?\"(\\w+)\"");

  /** Who hands over functions under names that it is given itself. */
  private static final Set<String> PASS_ON =
      Set.of("HostGroup.java", "HostGroups.java", "LoaderHost.java", "SharedMemoryFunctions.java");

  private static final Pattern UNNAMED = Pattern.compile("\\brealm\\.function\\(\\s*[^\\s\"]");

  @Test
  void shouldNameEveryFunction() throws IOException {
    Set<String> listed = listed(Files.readString(ROOT.resolve("docs/threat-model.md")));
    Map<String, String> missing = new TreeMap<>(handed());
    missing.keySet().removeAll(listed);
    assertThat(missing).as("handed to scripts, and not in docs/threat-model.md").isEmpty();
  }

  @Test
  void shouldSeeAFunctionThatIsNotNamed() throws IOException {
    assertThat(listed("| `send`, `cancel` (T) |")).containsExactlyInAnyOrder("send", "cancel");
    assertThat(handed())
        .hasSizeGreaterThan(130)
        .containsKeys("send", "lookUp", "resolveRequire", "unlink", "shutdown", "drainTicks");
  }

  private static Set<String> listed(String page) {
    Set<String> names = new TreeSet<>();
    Pattern.compile("`(\\w+)`").matcher(page).results().forEach(found -> names.add(found.group(1)));
    return names;
  }

  private static Map<String, String> handed() throws IOException {
    Map<String, String> names = new TreeMap<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("js-runtime/src/main/java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        String name = file.getFileName().toString();
        assertThat(UNNAMED.matcher(text).find() && !PASS_ON.contains(name))
            .as("%s hands over a function without a literal name", name)
            .isFalse();
        if (text.contains("JsRealm") || text.contains("GraalRealm") || text.contains("HostGroup")) {
          HANDED.matcher(text).results().forEach(found -> names.put(found.group(1), name));
        }
      }
    }
    return names;
  }
}
