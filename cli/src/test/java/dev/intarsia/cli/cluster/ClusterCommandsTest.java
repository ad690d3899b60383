package dev.intarsia.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes as processes of their own, asked by the commands that a user has. */
@Timeout(300)
class ClusterCommandsTest {
  private static final String MODULE = """
      export const square = (x) => x * x;
      export const slow = (ms) => new Promise((resolve) => setTimeout(resolve, ms, "answered"));
      export const fails = () => { throw new RangeError("too far"); };
      """;

  @TempDir
  private Path folder;

  private final List<Process> processes = new ArrayList<>();
  private Path module = Path.of("");

  @BeforeEach
  void write() throws IOException {
    module = Files.writeString(folder.resolve("tasks.mjs"), MODULE);
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Dpolyglot.engine.WarnInterpreterOnly=false",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.intarsia.cli.Main"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("err").toFile()))
        .start();
    processes.add(process);
    return process;
  }

  /** What a command prints, when it ends well. */
  private String run(String... arguments) throws Exception {
    Process process = start(arguments);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(complaints()).isEqualTo(ExitCode.DONE);
    return out;
  }

  private String complaints() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  /** A node, as soon as it serves. */
  private Node node(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("node", "--join-limit", "2m", "--module", module.toString()));
    all.addAll(List.of(arguments));
    Process process = start(all.toArray(String[]::new));
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    assertThat(line).as(complaints()).startsWith("serves at 127.0.0.1:");
    return new Node(process, line.replaceAll("serves at (\\S+), .*", "$1"), line, out);
  }

  private record Node(Process process, String address, String line, BufferedReader out) {}

  private static String gauges(Node node) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + node.line().replaceAll(".*metrics on port (\\d+)", "$1") + "/metrics");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  @Test
  void shouldCallTasksOfNodesAndShowThem() throws Exception {
    Node first = node();
    Node second = node("--join", first.address());
    assertThat(run("call", "--cluster", first.address(), "square", "12")).isEqualTo("144\n");
    assertThat(run("call", "--cluster", second.address())).isEqualTo("fails\nslow\nsquare\n");
    assertThat(run("cluster", "--join", first.address()))
        .contains(first.address(), second.address(), "serving", "fails slow square");
    assertThat(run("cluster", "--json", "--join", first.address())).contains("\"freeSlots\":64");
  }

  @Test
  void shouldAnswerWhatIsUnderWayWhenANodeIsToldToStop() throws Exception {
    Node node = node("--metrics", "127.0.0.1:0");
    Process call = start("call", "--cluster", node.address(), "slow", "6000");
    while (!gauges(node).contains("intarsia_node_calls_under_way 1\n")) {
      assertThat(call.isAlive()).as(complaints()).isTrue();
    }
    node.process().toHandle().destroy(); // Process.destroy would close its output, too
    String out = new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(out).isEqualTo("\"answered\"\n");
    assertThat(node.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(node.process().exitValue()).isEqualTo(ExitCode.DONE);
    assertThat(node.out().readLine()).isEqualTo("left, nothing under way");
  }
}
