package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.intarsia.conformance.live.LiveResult.Status;
import dev.intarsia.host.process.WorkerProcess;
import dev.intarsia.protocol.spec.Requirement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * This implementation against a host and a worker that were written for the tests from SPEC.md alone, in plain
 * JavaScript that any Node runs.
 */
class NodePeerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CALLS = "400";
  /** What the small worker does not do: it has no type for marked arrays, no codecs, no limit, and trusts its host's slices. */
  private static final List<String> LEFT_OUT = List.of(
      "echoes an inline NUMERIC_ARRAY",
      "echoes a large NUMERIC_ARRAY",
      "an external payload of an unknown codec comes back",
      "refuses a result over the limit in the protocol's words",
      "refuses a boot payload without a lane",
      "refuses a slice beyond the memory",
      "refuses a slice that is too short",
      "refuses a slice that is not aligned");

  private static Path peer(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(NodePeerTest.class.getResource("../peer/" + name))
        .toURI());
  }

  static List<String> intarsiaWorker() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        WorkerProcess.class.getName());
  }

  private static Process node(Path directory, String script, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", peer(script).toString()));
    command.addAll(arguments);
    command.add("--");
    command.addAll(intarsiaWorker());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .directory(directory.toFile())
        .start();
  }

  @BeforeEach
  void needNode() {
    assumeTrue(Peers.isOnPath("node"), "node is not on PATH");
  }

  @Test
  @Requirement({
    "ENV-001",
    "PROC-001",
    "PROC-004",
    "PROC-007",
    "PROC-008",
    "PROC-009",
    "PROC-010",
    "PROC-012",
    "BOOT-001",
    "BOOT-004",
    "BOOT-007",
    "HDR-006",
    "TMO-002",
    "TMO-003",
    "TMO-004",
    "ABT-006",
    "SEC-004",
    "REG-010",
    "SIG-003"
  })
  void shouldServeAHostInNode(@TempDir Path directory) throws Exception {
    Peers.tasks(directory);
    List<String> arguments = List.of(
        directory.resolve("peer-tasks.mjs").toUri().toString(),
        peer("definitions.mjs").toUri().toString(),
        CALLS,
        "7");
    Process host = node(directory, "check-worker.mjs", arguments);
    String said = new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said.lines().filter(line -> line.startsWith("FAIL"))).as(said).isEmpty();
    assertThat(said.lines().filter(line -> line.startsWith("PASS"))).hasSizeGreaterThan(200);
    assertThat(host.waitFor()).as(said).isZero();
  }

  @Test
  void shouldCallAWorkerInNode() throws Exception {
    List<String> command = List.of("node", peer("worker.mjs").toString());
    List<LiveResult> results = new WorkerConformance(command, PATIENCE, 11, 400, System.err::println).run();
    assertThat(results)
        .filteredOn(r -> r.status() == Status.FAIL)
        .extracting(LiveResult::id)
        .isSubsetOf(LEFT_OUT);
    assertThat(LiveReport.count(results, Status.PASS)).isGreaterThan(40);
  }

  @Test
  @Requirement("PROC-013")
  void shouldLeaveWhenItsHostIsKilled(@TempDir Path directory) throws Exception {
    Peers.tasks(directory);
    String module = directory.resolve("peer-tasks.mjs").toUri().toString();
    Process host = node(directory, "hold-worker.mjs", List.of(module));
    ProcessHandle worker = ProcessHandle.of(Long.parseLong(firstLine(host))).orElseThrow();
    assertThat(worker.isAlive()).isTrue();
    host.destroyForcibly();
    await().atMost(PATIENCE).until(() -> !worker.isAlive());
  }

  private static List<LiveResult> conformHost(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("node", peer("use-worker.mjs").toString()));
    command.addAll(List.of(arguments));
    return new HostConformance(command, PATIENCE, 3, System.err::println).run();
  }

  @Test
  void shouldFindAHostInOrder() throws Exception {
    List<LiveResult> results = conformHost();
    assertThat(results).filteredOn(r -> r.status() == Status.FAIL).isEmpty();
    assertThat(results)
        .filteredOn(r -> r.status() == Status.PASS)
        .extracting(LiveResult::requirement)
        .contains("BOOT-001", "SIG-001", "SIG-002", "HDR-004", "PROC-008", "PROC-012");
  }

  @Test
  void shouldFindWhatAHostDoesWrong(@TempDir Path directory) throws Exception {
    List<LiveResult> results = conformHost("no-depth");
    assertThat(results)
        .filteredOn(r -> r.status() == Status.FAIL)
        .extracting(LiveResult::requirement)
        .containsExactly("ENV-001");
    Path junit = directory.resolve("report.xml");
    LiveReport.writeJunit(junit, "a host", results);
    assertThat(Files.readString(junit)).contains("failures=\"1\"", "classname=\"ENV-001\"", "KNITTING_POOL_DEPTH");
    Path html = directory.resolve("report.html");
    LiveReport.writeHtml(html, "a <host>", results, 3);
    assertThat(Files.readString(html)).contains("a &lt;host&gt;", "1 failed", "KNITTING_POOL_DEPTH");
  }

  private static String firstLine(Process process) throws IOException {
    return Objects.requireNonNull(
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine());
  }
}
