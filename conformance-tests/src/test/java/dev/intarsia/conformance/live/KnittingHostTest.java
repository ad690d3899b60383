package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.process.ProcessRuntime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Pools of the reference whose workers are this program. */
class KnittingHostTest {
  @TempDir
  Path directory = Path.of("");

  private String run(ProcessRuntime runtime, String checks, List<String> worker) throws Exception {
    Peers.require(runtime);
    List<String> command = new ArrayList<>(List.of(runtime.binary(System.getenv())));
    if (runtime == ProcessRuntime.DENO) {
      command.addAll(List.of("run", "-A", "--unstable-sloppy-imports"));
    }
    command.add(program().toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("WORKER", new JsonMapper().writeValueAsString(worker));
    builder.environment().put("MEMORY", runtime == ProcessRuntime.DENO ? "named" : "inherit");
    builder.environment().put("CHECKS", checks);
    Process host = builder.start();
    String said = new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(host.waitFor()).as(said).isZero();
    Files.delete(directory.resolve("node_modules/knitting"));
    return said;
  }

  /** The program, in a folder where it finds the package by name. */
  private Path program() throws Exception {
    Peers.knittingPackage(directory);
    Path source = Path.of(Objects.requireNonNull(KnittingHostTest.class.getResource("../peer/knitting-host.mjs"))
        .toURI());
    return Files.copy(source, directory.resolve("knitting-host.mjs"));
  }

  private static void assertPasses(String said, int checks) {
    assertThat(said.lines().filter(line -> line.startsWith("FAIL"))).as(said).isEmpty();
    assertThat(said.lines().filter(line -> line.startsWith("PASS"))).as(said).hasSize(checks);
  }

  @ParameterizedTest
  @EnumSource(names = {"DENO", "BUN"})
  void shouldShareBuffersWithJavaTasks(ProcessRuntime runtime) throws Exception {
    List<String> worker = new ArrayList<>(NodePeerTest.intarsiaWorker());
    for (String name : List.of("bump", "echo", "make")) {
      worker.addAll(List.of("--java", name + "=" + SharedBufferPoolTest.Tasks.class.getName() + "::" + name));
    }
    assertPasses(run(runtime, "buffers", worker), 8);
  }

  @Test
  void shouldEndLikeTheRuntimesOwnWorker() throws Exception {
    assertPasses(run(ProcessRuntime.BUN, "finish", NodePeerTest.intarsiaWorker()), 2);
  }
}
