package dev.intarsia.samples.docs;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.jspecify.annotations.Nullable;

/**
 * Does what a page tells its reader to do, in a folder: writes files ({@code file=}), compiles and runs programs ({@code run=}),
 * runs commands ({@code sh}), and compares each {@code text} block with what the last of them printed. {@code from=} is a block
 * that a file of this source tree holds, {@code maven} a dependency of the BOM, {@code npm} the installation of a package.
 * {@code statements} and {@code members} are parts of a Java class, which are compiled; {@code parses} is JavaScript that is read and not run; {@code shown} is for a reader's machine
 * alone (a container, a Gradle build), and the page says so.
 */
final class PageRunner {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  /** The command, with the flags that its launcher gives. */
  private static final String INTARSIA = "intarsia() { \"" + JAVA + "\" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
      + " --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
      + " -Dpolyglot.engine.WarnInterpreterOnly=false -cp \"$CP\" dev.intarsia.cli.Main \"$@\"; }\n";

  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final String PACKAGES = "samples/spring-boot/src/main/resources/tasks/node_modules";

  private static final Set<String> PARTS = Set.of("statements", "members");
  private static final Set<String> UNCHECKED = Set.of("groovy", "dockerfile", "yaml", "sh");
  private static final String IMPORTS = """
      import dev.intarsia.bridge.memory.ProcessSharedBuffer;
      import dev.intarsia.cluster.*;
      import dev.intarsia.cluster.pekko.*;
      import dev.intarsia.host.*;
      import dev.intarsia.host.jfr.*;
      import dev.intarsia.host.logging.*;
      import dev.intarsia.host.permission.*;
      import dev.intarsia.host.process.*;
      import dev.intarsia.host.value.*;
      import dev.intarsia.js.*;
      import java.nio.file.*;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.*;
      import static java.lang.foreign.ValueLayout.*;
      """;

  private final Path root;
  private final Path folder;
  private @Nullable String printed;

  PageRunner(Path root, Path folder) {
    this.root = root;
    this.folder = folder;
  }

  /**
   * Runs all blocks of a page.
   *
   * @return how many there were
   * @throws AssertionError when one of them does not do what the page says, or the page does not say what it is
   */
  int run(String page) throws Exception {
    List<Block> blocks = Block.of(page);
    for (Block block : blocks) {
      run(block);
    }
    if (printed != null) {
      throw new AssertionError("the page does not show what its last command prints:\n" + printed);
    }
    return blocks.size();
  }

  private void run(Block block) throws Exception {
    String file = block.value("file");
    String program = block.value("run");
    String from = block.value("from");
    if (block.language().equals("text") && block.how().isEmpty()) {
      compare(block);
    } else if (file != null) {
      Files.writeString(folder.resolve(file), block.text());
    } else if (program != null) {
      runProgram(block, program);
    } else if (block.language().equals("java") && PARTS.contains(block.how())) {
      compilePart(block);
    } else if (block.language().equals("js") && block.how().equals("parses")) {
      parse(block);
    } else if (block.how().equals("shown")) {
      if (!UNCHECKED.contains(block.language())) {
        throw new AssertionError(block + " could be checked");
      }
    } else if (from != null) {
      find(block, Files.readString(root.resolve(from)));
    } else if (block.language().equals("sh") && block.how().equals("npm")) {
      install(block);
    } else if (block.language().equals("sh") && block.how().isEmpty()) {
      print(block, List.of("bash", "-euc", INTARSIA + block.text()));
    } else if (block.language().equals("xml") && block.how().equals("maven")) {
      find(block, Files.readString(root.resolve("bom/pom.xml")).replace("${project.version}", "0.1.0"));
    } else {
      throw new AssertionError(block + " does not say how it is checked: '" + block.how() + "'");
    }
  }

  private void compare(Block block) {
    if (!block.text().equals(printed)) {
      throw new AssertionError(block + " shows\n" + block.text() + "but this was printed:\n" + printed);
    }
    printed = null;
  }

  /** Compiles a part of a class with what its reader would import and has at hand. */
  private void compilePart(Block block) throws IOException {
    String body = block.how().equals("members")
        ? block.given() + "\n" + block.text()
        : "void shown(" + block.given() + ") throws Exception {\n" + block.text() + "}\n";
    compile(block, "Page.java", IMPORTS + "@SuppressWarnings(\"all\")\nclass Page {\n" + body + "}\n");
  }

  private static void parse(Block block) throws IOException {
    try (Context context = Context.create("js")) {
      context.parse(Source.newBuilder("js", block.text(), "page.mjs").build());
    } catch (PolyglotException e) {
      throw new AssertionError(block + " is no JavaScript: " + e.getMessage(), e);
    }
  }

  private void runProgram(Block block, String file) throws Exception {
    compile(block, file, block.text());
    String classPath = folder + File.pathSeparator + CLASS_PATH;
    print(block, List.of(JAVA, "-cp", classPath, file.replaceFirst("\\.java$", "")));
  }

  private void compile(Block block, String file, String text) throws IOException {
    Path source = Files.writeString(folder.resolve(file), text);
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    int compiled = ToolProvider.getSystemJavaCompiler()
        .run(
            null,
            null,
            complaints,
            "-proc:none",
            "-cp",
            CLASS_PATH,
            "-sourcepath",
            folder.toString(),
            "-d",
            folder.toString(),
            source.toString());
    if (compiled != 0) {
      throw new AssertionError(block + " does not compile:\n" + complaints.toString(StandardCharsets.UTF_8));
    }
  }

  private void print(Block block, List<String> command) throws Exception {
    if (printed != null) {
      throw new AssertionError("the page does not show what was printed before " + block + ":\n" + printed);
    }
    Path out = folder.resolve("printed.out");
    Path err = folder.resolve("printed.err");
    ProcessBuilder builder = new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile());
    builder.environment().put("CP", CLASS_PATH);
    Process process = builder.start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(block + " does not end");
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(block + " ends with " + process.exitValue() + ":\n" + Files.readString(err));
    }
    printed = Files.readString(out);
  }

  /** Each line of the block is in the file, in this order and next to each other, however deep they stand. */
  private static void find(Block block, String text) {
    String wanted = flat(block.text());
    if (!flat(text).contains(wanted)) {
      throw new AssertionError(block + " is not in its file:\n" + block.text());
    }
  }

  private static String flat(String text) {
    StringBuilder lines = new StringBuilder("\n");
    text.replaceAll("<version>[^<]*</version>", "<version>…</version>")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> lines.append(line).append('\n'));
    return lines.toString();
  }

  /** Takes packages that this source tree has: a build does not depend on a registry. */
  private void install(Block block) throws IOException {
    String prefix = "npm install ";
    String command = block.text().strip();
    Path installed = root.resolve(PACKAGES).resolve(command.substring(Math.min(prefix.length(), command.length())));
    if (!command.startsWith(prefix) || !Files.isDirectory(installed)) {
      throw new AssertionError(block + ": " + PACKAGES + " has no such package");
    }
    Path target = Files.createDirectories(folder.resolve("node_modules").resolve(installed.getFileName()));
    try (Stream<Path> files = Files.list(installed)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }
}
