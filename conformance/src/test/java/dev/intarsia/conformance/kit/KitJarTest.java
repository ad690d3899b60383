package dev.intarsia.conformance.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit as one jar, run as someone without a checkout would run it, and the GitHub Action around it. */
class KitJarTest {
  private static final Path JAR = Path.of(System.getProperty("kit.jar"));
  private static final Path ROOT = Path.of(System.getProperty("intarsia.root"));
  private static final Path ACTION = ROOT.resolve("conformance/action");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String ITSELF = "'" + JAVA + "' -jar '" + JAR + "' subject";
  /** The parent's project.build.outputTimestamp. */
  private static final LocalDate SOURCES = LocalDate.of(2026, 11, 21);

  private static final long MOST_BYTES = 6_000_000;

  @TempDir
  private Path folder;

  private record Ended(int exit, String out) {}

  private Ended run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectError(folder.resolve("err").toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out);
  }

  private Ended kit(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(JAVA, "-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    return run(Map.of(), command);
  }

  private String file(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void shouldBringItsVectors() throws Exception {
    Ended ended = kit("vectors", "--json");
    assertThat(ended.exit()).as(file("err")).isZero();
    assertThat(ended.out()).containsPattern("\"passed\":1[0-9]{3},\"failed\":0,\"skipped\":0");
  }

  @Test
  void shouldReportInEveryForm() throws Exception {
    Ended ended = kit(
        "vectors",
        "--subject",
        ITSELF,
        "--run",
        "number/*",
        "--junit",
        "r.xml",
        "--tap",
        "r.tap",
        "--html",
        "r.html",
        "--badge",
        "r.svg");
    assertThat(ended.exit()).as(file("err")).isZero();
    assertThat(file("r.tap")).startsWith("TAP version 14\n1..").contains("ok 1 - number/zero [PAY-005]\n");
    assertThat(file("r.xml")).contains("failures=\"0\"", "name=\"number/zero\"");
    assertThat(file("r.html")).contains("0 failed").doesNotContain("src=", "href=");
    assertThat(file("r.svg")).contains(">23 passed</text>");
  }

  @Test
  void shouldExitWith1AndSayWhatFailed() throws Exception {
    Ended ended =
        kit("worker", "--timeout", "5", "--tap", "r.tap", "--badge", "r.json", "--", "/bin/sh", "-c", "exit 3");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).contains("FAIL", "SIG-001", "exited with code 3");
    assertThat(file("r.tap")).contains("not ok", "[SIG-001]\n  ---\n  expected: \"0 or 1 in rxStatus");
    assertThat(file("r.json")).contains("\"color\":\"red\"", "1 of 3 failed");
  }

  @Test
  void shouldExitWith2WhenItIsUsedWrongly() throws Exception {
    assertThat(kit("workers").exit()).isEqualTo(2);
    assertThat(file("err")).contains("intarsia-conform: ").doesNotContain("\tat ");
    assertThat(kit("vectors", "--expected-failures", "nowhere").exit()).isEqualTo(2);
  }

  @Test
  void shouldPassAPeerInC() throws Exception {
    assumeTrue(
        run(Map.of(), List.of("sh", "-c", "command -v cc make")).exit() == 0, "no C compiler on the PATH: cc and make");
    String out = folder.resolve("build").toString();
    Ended made = run(
        Map.of(),
        List.of("make", "-s", "-C", ROOT.resolve("conformance-tests/peers/c").toString(), "OUT=" + out));
    assertThat(made.exit()).as(file("err")).isZero();
    Ended worker = kit("worker", "--calls", "200", "--strict", "--", out + "/peer", "worker");
    assertThat(worker.exit()).as(worker.out()).isZero();
    Ended host = kit("host", "--strict", "--", out + "/peer", "host", "--calls", "200");
    assertThat(host.exit()).as(host.out()).isZero();
  }

  @Test
  void shouldBeSmallAndBuiltTheSameEachTime() throws Exception {
    assertThat(Files.size(JAR)).isLessThan(MOST_BYTES);
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream())
          .as("the time of every entry is the sources' or the libraries', not the build's")
          .allMatch(entry -> !entry.getTimeLocal().toLocalDate().isAfter(SOURCES));
      assertThat(jar.stream().map(entry -> entry.getName()))
          .contains("META-INF/LICENSE", "META-INF/NOTICE")
          .doesNotHaveDuplicates();
    }
  }

  private Ended action(Map<String, String> inputs) throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(inputs);
    environment.put("KIT_JAR", JAR.toString());
    environment.put("GITHUB_OUTPUT", folder.resolve("output").toString());
    environment.put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
    environment.put("PATH", Path.of(JAVA).getParent() + ":" + System.getenv("PATH"));
    return run(environment, List.of(ACTION.resolve("run.sh").toString()));
  }

  @Test
  void shouldRunAsAnAction() throws Exception {
    Map<String, String> inputs = Map.of(
        "KIT_WHAT",
        "vectors",
        "KIT_COMMAND",
        ITSELF,
        "KIT_OPTIONS",
        "--run abort/* --patience 60",
        "KIT_REPORTS",
        "reports");
    assertThat(action(inputs).exit()).as(file("err")).isZero();
    assertThat(file("output")).contains("passed=7\n", "failed=0\n");
    assertThat(file("reports/badge.json")).contains("\"message\":\"7 passed, 0 failed\"", "brightgreen");
    assertThat(folder.resolve("reports/report.xml")).exists();
    assertThat(folder.resolve("reports/report.html")).exists();
    assertThat(folder.resolve("reports/badge.svg")).exists();
  }

  @Test
  void shouldFailTheActionsStep() throws Exception {
    assertThat(action(Map.of("KIT_WHAT", "worker", "KIT_COMMAND", "false", "KIT_OPTIONS", "--timeout 5"))
            .exit())
        .isEqualTo(1);
    assertThat(file("conformance-reports/badge.json")).contains("\"color\":\"red\"");
    assertThat(file("summary.md")).contains("not ok", "[SIG-001]");
    assertThat(action(Map.of("KIT_WHAT", "codec", "KIT_COMMAND", "false")).exit())
        .isEqualTo(2);
    assertThat(action(Map.of("KIT_WHAT", "host", "KIT_COMMAND", "")).exit()).isEqualTo(2);
  }

  @Test
  void shouldHandEveryInputToTheScript() throws Exception {
    String action = Files.readString(ACTION.resolve("action.yml"));
    String inputs = action.substring(action.indexOf("\ninputs:"), action.indexOf("\noutputs:"));
    assertThat(found("inputs\\.([a-z-]+)", action)).isEqualTo(found("\n  ([a-z-]+):", inputs));
    assertThat(found("(KIT_[A-Z_]+):", action))
        .isEqualTo(found("(KIT_[A-Z_]+)", Files.readString(ACTION.resolve("run.sh"))));
    String version = JAR.getFileName().toString().replaceAll(".*-(\\d[^-]*)-kit\\.jar", "$1");
    assertThat(inputs).contains("default: " + version + "\n");
  }

  private static Set<String> found(String pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
