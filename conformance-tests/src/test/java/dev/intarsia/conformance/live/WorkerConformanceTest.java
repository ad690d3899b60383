package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.live.LiveResult.Status;
import dev.intarsia.host.process.ProcessRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerConformanceTest {
  private static List<LiveResult> run(Duration patience, String... command) throws IOException {
    return new WorkerConformance(List.of(command), patience, 5, 300, line -> {}).run();
  }

  @Test
  void shouldPassTheReferencesWorker() throws IOException {
    Peers.require(ProcessRuntime.BUN);
    String entry = Objects.requireNonNull(Peers.knitting()).resolve("src/runtime/pool.ts").toString();
    List<LiveResult> results =
        run(Duration.ofSeconds(30), ProcessRuntime.BUN.binary(System.getenv()), entry);
    assertThat(results).filteredOn(r -> r.status() == Status.FAIL).isEmpty();
    assertThat(LiveReport.count(results, Status.PASS)).isGreaterThan(35);
    assertThat(LiveReport.text(results, 5)).contains(" passed, 0 failed, 0 unimplemented; repeat with --seed 5");
  }

  @Test
  void shouldFailAWorkerThatExits(@TempDir Path directory) throws IOException {
    Path script = Files.writeString(directory.resolve("worker.sh"), "exit 3\n");
    List<LiveResult> results = run(Duration.ofSeconds(5), "/bin/sh", script.toString());
    assertThat(results)
        .filteredOn(r -> r.status() == Status.FAIL)
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.requirement()).isEqualTo("SIG-001");
              assertThat(r.actual()).contains("exited with code 3 before it was ready");
            });
    assertThat(LiveReport.json(results, 9)).contains("\"failed\":1", "\"requirement\":\"SIG-001\"", "\"seed\":9");
  }
}
