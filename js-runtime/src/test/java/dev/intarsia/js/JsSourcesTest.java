package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The linter over this module's own JS; its rules and its version are in {@code js-runtime/lint}. */
class JsSourcesTest {
  private static final Path MODULE =
      Path.of(System.getProperty("intarsia.root", "..")).resolve("js-runtime");
  private static final Path INSTALLED = MODULE.resolve("target/lint").toAbsolutePath();

  @TempDir
  private Path folder;

  private record Ended(int exitCode, String output) {}

  @BeforeAll
  static void installsTheLinter() throws Exception {
    assumeTrue(isOnPath("npm") && isOnPath("node"), "npm is not on the PATH: the linter of the JS sources did not run");
    Files.createDirectories(INSTALLED);
    for (String name : List.of("package.json", "package-lock.json", "biome.json")) {
      Files.copy(MODULE.resolve("lint").resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    Ended installed = run(INSTALLED, "npm", "ci", "--no-audit", "--no-fund");
    assertThat(installed.exitCode()).as(installed.output()).isZero();
  }

  @Test
  void shouldFindNothingInOurSources() throws Exception {
    Ended linted = lint(MODULE.resolve("src/main/resources").toAbsolutePath());
    assertThat(linted.exitCode()).as(linted.output()).isZero();
    assertThat(linted.output()).containsPattern("Checked \\d{3} files");
  }

  @Test
  void shouldFindAPlantedVariableThatNobodyUses() throws Exception {
    Files.writeString(
        folder.resolve("planted.js"), "const answer = () => {\n  const unused = 1;\n  return 2;\n};\nanswer();\n");
    Ended linted = lint(folder);
    assertThat(linted.exitCode()).as(linted.output()).isNotZero();
    assertThat(linted.output()).contains("noUnusedVariables", "planted.js");
  }

  private static Ended lint(Path sources) throws IOException, InterruptedException {
    return run(
        sources,
        INSTALLED.resolve("node_modules/.bin/biome").toString(),
        "lint",
        "--config-path=" + INSTALLED,
        "--error-on-warnings",
        "--diagnostic-level=warn",
        ".");
  }

  private static Ended run(Path where, String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command)
        .directory(where.toFile())
        .redirectErrorStream(true)
        .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), output);
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
