package dev.intarsia.js.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command line in Node's form: options, a program's file and its arguments. {@code -e} and {@code -p} take the program's text
 * instead. Options that tell Node's engine something are kept, for the program to see; they change nothing.
 *
 * @param file the program
 * @param engineOptions the options before it
 * @param rest its arguments
 * @param folder holds a program that was given as text; null for one in a file
 */
public record ProgramArguments(
    Path file,
    List<String> engineOptions,
    List<String> rest,
    @Nullable Path folder) implements AutoCloseable {
  private static final Set<String> EVALUATE = Set.of("-e", "--eval");
  private static final Set<String> PRINT = Set.of("-p", "-pe", "--print");

  /** Options of Node whose value may be the next word. */
  private static final Set<String> VALUED = Set.of(
      "-C",
      "--conditions",
      "-r",
      "--require",
      "--import",
      "--loader",
      "--experimental-loader",
      "--title",
      "--input-type",
      "--env-file",
      "--disable-warning",
      "--unhandled-rejections",
      "--dns-result-order",
      "--icu-data-dir",
      "--max-http-header-size",
      "--trace-event-categories",
      "--diagnostic-dir",
      "--redirect-warnings");

  /** The modules of Node are globals there, and modules are looked for from the working directory. */
  private static final String HEAD = """
      const { createRequire, builtinModules } = require('node:module');
      globalThis.require = createRequire(process.cwd() + '/[eval]');
      for (const name of builtinModules) {
        if (!/[/_]/.test(name) && !(name in globalThis)) {
          Object.defineProperty(globalThis, name, { configurable: true, get: () => globalThis.require(name) });
        }
      }
      """;

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException when it names no program
   */
  public static ProgramArguments parse(List<String> words) throws IOException {
    boolean module = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (EVALUATE.contains(word) || PRINT.contains(word)) {
        if (i + 1 == words.size()) {
          throw new IllegalArgumentException(word + " requires an argument");
        }
        return text(
            words.get(i + 1),
            PRINT.contains(word),
            module,
            words.subList(0, i + 2),
            words.subList(i + 2, words.size()));
      }
      if (word.equals("-")) {
        String code = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        return text(code, false, module, words.subList(0, i), words.subList(i + 1, words.size()));
      }
      if (!word.startsWith("-") || word.equals("--")) {
        int at = word.equals("--") ? i + 1 : i;
        if (at < words.size()) {
          Path file = found(Path.of(words.get(at)));
          return new ProgramArguments(file, words.subList(0, i), words.subList(at + 1, words.size()), null);
        }
      }
      boolean valued = VALUED.contains(word) && i + 1 < words.size();
      String option = valued ? word + "=" + words.get(++i) : word;
      module |= option.equals("--input-type=module");
    }
    throw new IllegalArgumentException("no program is named");
  }

  /** Node finds a program without its extension, and a folder's index. */
  private static Path found(Path file) {
    for (Path each : List.of(file, Path.of(file + ".js"), file.resolve("index.js"))) {
      if (Files.isRegularFile(each)) {
        return each;
      }
    }
    return file;
  }

  private static ProgramArguments text(
      String code, boolean print, boolean module, List<String> engineOptions, List<String> rest) throws IOException {
    Path folder = Files.createTempDirectory("intarsia");
    String quoted = new JsonMapper().writeValueAsString(code);
    String script = HEAD + (print ? "console.log((0, eval)(" + quoted + "));\n" : "(0, eval)(" + quoted + ");\n");
    Path file = folder.resolve(module ? "eval.mjs" : "eval.cjs");
    return new ProgramArguments(Files.writeString(file, module ? code : script), engineOptions, rest, folder);
  }

  @Override
  public void close() throws IOException {
    if (folder != null) {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }
}
