package dev.intarsia.js.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.intarsia.js.module.ModuleFind.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Our lexer against es-module-lexer, on every module below a folder of installed packages, this package among them:
 * {@code npm install es-module-lexer …}, then {@code -Dintarsia.packages=FOLDER}. Node runs the other one.
 */
class LexerOfPackagesTest {
  /** Of these, which begin with a byte order mark, es-module-lexer 3.0.5 does not read the first import. */
  private static final Set<String> NOT_READ_BY_THE_OTHER = Set.of("WebGLBindingStates.js");

  private static final String OTHER = """
      import { createRequire } from "node:module";
      import { readFileSync } from "node:fs";
      const { init, parse } = createRequire(process.argv[2] + "/x.js")("es-module-lexer");
      await init;
      for (const file of readFileSync(process.argv[3], "utf8").split("\\n")) {
        let imports = null;
        try { imports = parse(readFileSync(file, "utf8"))[0]; } catch {}
        console.log(JSON.stringify(imports));
      }
      """;

  @Test
  void shouldFindWhatEsModuleLexerFinds(@TempDir Path scratch) throws IOException, InterruptedException {
    String folder = System.getProperty("intarsia.packages");
    assumeTrue(folder != null, "name a folder of installed packages with -Dintarsia.packages");
    List<Path> files = modules(Path.of(String.valueOf(folder)));
    List<String> theirs = theirs(Path.of(String.valueOf(folder)), files, scratch);

    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (int i = 0; i < files.size(); i++) {
      JsonNode imports = JsonMapper.shared().readTree(theirs.get(i));
      if (imports.isArray()) { // else it takes the file for no module
        compared++;
        String text = Files.readString(files.get(i));
        Set<String> expected = new TreeSet<>();
        imports.forEach(found -> expected.add(describe(found)));
        Set<String> actual = new TreeSet<>();
        EsModuleLexer.scan(text).forEach(found -> describe(found, actual));
        boolean read = !expected.isEmpty()
            || !NOT_READ_BY_THE_OTHER.contains(String.valueOf(files.get(i).getFileName()));
        if (read && !actual.equals(expected)) {
          differences.add(files.get(i) + ": " + expected + ", but ours: " + actual);
        }
      }
    }
    assertThat(compared).isGreaterThan(100);
    assertThat(differences).as("of %s files", compared).isEmpty();
  }

  private static String describe(JsonNode found) {
    return switch (found.get("type").asString()) {
      case "dynamic" -> "dynamic " + found.get("importStart").asInt();
      case "import-meta" -> "meta " + found.get("importStart").asInt();
      default ->
        "specifier " + found.get("start").asInt() + " to " + found.get("end").asInt();
    };
  }

  private static void describe(ModuleFind found, Set<String> to) {
    if (found.kind() == Kind.IMPORT || found.kind() == Kind.EXPORT_FROM) {
      to.add("specifier " + (found.start() + 1) + " to " + (found.end() - 1));
    } else if (found.kind() == Kind.META || found.kind() == Kind.DYNAMIC) {
      to.add((found.kind() == Kind.META ? "meta " : "dynamic ") + found.start());
    }
  }

  private static List<Path> modules(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().matches(".*\\.m?js") && Files.isRegularFile(file))
          .sorted()
          .toList();
    }
  }

  private static List<String> theirs(Path folder, List<Path> files, Path scratch)
      throws IOException, InterruptedException {
    Path script = Files.writeString(scratch.resolve("other.mjs"), OTHER);
    Path names =
        Files.write(scratch.resolve("names"), files.stream().map(Path::toString).toList());
    Path out = scratch.resolve("out");
    Process node = new ProcessBuilder(
            "node", script.toString(), folder.toAbsolutePath().toString(), names.toString())
        .redirectOutput(out.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    assertThat(node.waitFor()).isZero();
    return Files.readAllLines(out);
  }
}
