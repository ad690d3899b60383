package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.live.LiveResult.Status;
import dev.intarsia.host.process.ProcessRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
    String entry =
        Objects.requireNonNull(Peers.knitting()).resolve("src/runtime/pool.ts").toString();
    List<LiveResult> results = run(Duration.ofSeconds(30), ProcessRuntime.BUN.binary(System.getenv()), entry);
    List<String> failed = results.stream()
        .filter(r -> r.status() == Status.FAIL)
        .map(LiveResult::id)
        .toList();
    assertThat(knownDefects()).as("defects that SPEC.md knows").containsAll(failed);
    assertThat(failed).contains("refuses an unknown tag");
    assertThat(LiveReport.count(results, Status.PASS)).isGreaterThan(60);
    assertThat(LiveReport.text(results, 5)).contains(" unimplemented", "repeat with --seed 5");
  }

  /** Lines of check names; what follows a number sign is the reason. */
  private static List<String> knownDefects() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(WorkerConformanceTest.class.getResourceAsStream("knitting-worker-defects.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("#")[0].strip())
          .toList();
    }
  }

  @Test
  void shouldRunTheChecksThatWereChosen(@TempDir Path directory) throws IOException {
    Path script = Files.writeString(directory.resolve("worker.sh"), "exit 3\n");
    CheckSelection selection = CheckSelection.of(List.of("start*"), List.of("*module*"));
    List<LiveResult> results = new WorkerConformance(
            List.of("/bin/sh", script.toString()),
            new WorkerConformance.Options(Duration.ofSeconds(20), 5, 1, false, false, selection),
            line -> {})
        .run();
    assertThat(results)
        .extracting(LiveResult::id)
        .containsExactly("start without a boot payload", "maps the memory and imports its tasks");
    assertThat(results.getFirst().status()).isEqualTo(Status.PASS);
  }

  @Test
  void shouldFailAWorkerThatExits(@TempDir Path directory) throws IOException {
    Path script = Files.writeString(directory.resolve("worker.sh"), "exit 3\n");
    List<LiveResult> results = run(Duration.ofSeconds(5), "/bin/sh", script.toString());
    assertThat(results)
        .filteredOn(r -> r.status() == Status.FAIL)
        .singleElement()
        .satisfies(r -> {
          assertThat(r.requirement()).isEqualTo("SIG-001");
          assertThat(r.actual()).contains("exited with code 3 before it was ready");
        });
    assertThat(LiveReport.json(results, 9)).contains("\"failed\":1", "\"requirement\":\"SIG-001\"", "\"seed\":9");
  }
}
