package dev.intarsia.js.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.intarsia.host.permission.Permissions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The resolver against Node on generated package trees. {@code -Dintarsia.resolver.trees=10000} asks for more than the usual 200, {@code
 * -Dintarsia.resolver.seed=N} for others.
 */
final class NodeResolverPropertyTest {
  private static final Set<String> BUILTINS = Set.of("fs", "node:fs");
  /** Prints for each tree and specifier what import and require find, one line each: a path, a name or an error's code. */
  private static final String ASK = """
      import { createRequire } from 'node:module';
      import { readFileSync, existsSync } from 'node:fs';
      import { pathToFileURL, fileURLToPath } from 'node:url';
      const lines = [];
      for (const [importer, specifiers] of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
        const require = createRequire(importer);
        const base = pathToFileURL(importer).href;
        for (const specifier of specifiers) {
          let found;
          try {
            const url = import.meta.resolve(specifier, base);
            if (!url.startsWith('file:')) found = /^(node|data):/.test(url) ? url : 'ERR_UNSUPPORTED_ESM_URL_SCHEME';
            else {
              // import.meta.resolve gives what is not there; import says which it is.
              const { pathname, search, hash } = new URL(url);
              const path = fileURLToPath('file://' + pathname);
              try { readFileSync(path); found = path.endsWith('/') ? 'ERR_UNSUPPORTED_DIR_IMPORT' : path + search + hash; } catch (e) {
                found = e.code === 'EISDIR' || path.endsWith('/') ? 'ERR_UNSUPPORTED_DIR_IMPORT' : 'ERR_MODULE_NOT_FOUND';
              }
            }
          } catch (e) { found = e.code ?? e.name; }
          lines.push(found);
          try { lines.push(require.resolve(specifier)); } catch (e) { lines.push(e.code ?? e.name); }
        }
      }
      console.log(JSON.stringify(lines.map(String)));
      """;

  @TempDir
  private Path folder;

  @Test
  void shouldResolveGeneratedTreesAsNodeDoes() throws Exception {
    String node = node();
    assumeTrue(node != null, "no Node 24 or later is on the PATH");
    int trees = Integer.getInteger("intarsia.resolver.trees", 200);
    long seed = Long.getLong("intarsia.resolver.seed", 1);
    Path root = folder.toRealPath();
    StringBuilder asked = new StringBuilder("[");
    List<String> ours = new ArrayList<>();
    List<String> questions = new ArrayList<>();
    for (int i = 0; i < trees; i++) {
      Path top = root.resolve("t" + i);
      PackageTrees.Tree tree = PackageTrees.make(seed + i);
      write(top, tree);
      Path importer = top.resolve(tree.importer());
      NodeResolver resolver = new NodeResolver(new ModuleFiles(root, Permissions.unsafe(root)), BUILTINS::contains);
      asked
          .append(i == 0 ? "" : ",")
          .append("[")
          .append(JsStrings.quote(importer.toString()))
          .append(",[");
      asked
          .append(
              String.join(",", tree.specifiers().stream().map(JsStrings::quote).toList()))
          .append("]]");
      for (String specifier : tree.specifiers()) {
        for (boolean require : new boolean[] {false, true}) {
          questions.add("seed " + (seed + i) + ": " + importer + (require ? " requires " : " imports ") + specifier);
          ours.add(ours(resolver, specifier, importer, require));
        }
      }
    }
    Files.writeString(root.resolve("asked.json"), asked.append("]"));
    Files.writeString(root.resolve("ask.mjs"), ASK);
    List<String> theirs = ask(Objects.requireNonNull(node), root);
    assertThat(theirs).hasSameSizeAs(ours);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      if (!ours.get(i).equals(theirs.get(i))) {
        differences.add(questions.get(i) + "\n    node: " + theirs.get(i) + "\n    here: " + ours.get(i));
      }
    }
    assertThat(differences)
        .as("%d answers differ, of %d", differences.size(), ours.size())
        .isEmpty();
  }

  private static String ours(NodeResolver resolver, String specifier, Path importer, boolean require) {
    try {
      if (specifier.startsWith("node:")) {
        return BUILTINS.contains(specifier) ? specifier : "ERR_UNKNOWN_BUILTIN_MODULE";
      }
      if (BUILTINS.contains(specifier)) {
        return require ? specifier : "node:" + specifier;
      }
      if (!require && specifier.equals("foo:bar")) {
        return "ERR_UNSUPPORTED_ESM_URL_SCHEME"; // the loader's, before it asks the resolver
      }
      NodeResolver.Resolution found = resolver.resolve(specifier, importer, require);
      if (!require && found.file() != null && found.file().toString().endsWith(".js")) {
        resolver.scope(
            found.file()); // whether it is an ES module: Node looks at once, the loader when it reads the file
      }
      return found.file() == null ? "node:" + found.builtin() : found.file() + found.suffix();
    } catch (ModuleException failed) {
      return failed.code();
    }
  }

  private static void write(Path top, PackageTrees.Tree tree) throws IOException {
    for (var file : tree.files().entrySet()) {
      Path path = top.resolve(file.getKey());
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
      Files.writeString(path, file.getValue());
    }
  }

  /** The first Node on the PATH whose resolver is the one that this library follows: 24 or later; older ones give other error codes. */
  private static @Nullable String node() throws Exception {
    for (String entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path candidate = Path.of(entry, "node");
      if (Files.isExecutable(candidate) && majorVersion(candidate) >= 24) {
        return candidate.toString();
      }
    }
    return null;
  }

  private static int majorVersion(Path node) throws Exception {
    Process process = new ProcessBuilder(node.toString(), "--version").start();
    String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    process.waitFor();
    return version.matches("v\\d+\\..*") ? Integer.parseInt(version.substring(1, version.indexOf('.'))) : 0;
  }

  private static List<String> ask(String node, Path root) throws Exception {
    Path answers = root.resolve("answers.json");
    Process process = new ProcessBuilder(
            node,
            "--no-warnings",
            "--experimental-import-meta-resolve",
            root.resolve("ask.mjs").toString(),
            root.resolve("asked.json").toString())
        .redirectOutput(answers.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    assertThat(process.waitFor()).isZero();
    String text = Files.readString(answers).strip();
    return Stream.of(text.substring(2, text.length() - 2).split("\",\""))
        .map(line -> line.replace("\\\\", "\\"))
        .toList();
  }
}
