package dev.intarsia.samples.docs;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Does what a page tells its reader to do, in a folder: writes files ({@code file=}), compiles and runs programs ({@code run=}),
 * runs commands ({@code sh}), and compares each {@code text} block with what the last of them printed. {@code from=} is a block
 * that a file of this source tree holds, {@code maven} a dependency of the BOM, {@code npm} the installation of a package.
 */
final class PageRunner {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final String PACKAGES = "samples/spring-boot/src/main/resources/tasks/node_modules";

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
    } else if (from != null) {
      find(block, Files.readString(root.resolve(from)));
    } else if (block.language().equals("sh") && block.how().equals("npm")) {
      install(block);
    } else if (block.language().equals("sh") && block.how().isEmpty()) {
      String intarsia =
          "intarsia() { \"" + JAVA + "\" -XX:TieredStopAtLevel=1 -cp \"$CP\" dev.intarsia.cli.Main \"$@\"; }\n";
      print(block, List.of("bash", "-euc", intarsia + block.text()));
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

  private void runProgram(Block block, String file) throws Exception {
    Path source = Files.writeString(folder.resolve(file), block.text());
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    int compiled = ToolProvider.getSystemJavaCompiler()
        .run(null, null, complaints, "-proc:none", "-cp", CLASS_PATH, "-d", folder.toString(), source.toString());
    if (compiled != 0) {
      throw new AssertionError(block + " does not compile:\n" + complaints.toString(StandardCharsets.UTF_8));
    }
    String classPath = folder + File.pathSeparator + CLASS_PATH;
    print(block, List.of(JAVA, "-cp", classPath, file.replaceFirst("\\.java$", "")));
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
    text.lines()
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
