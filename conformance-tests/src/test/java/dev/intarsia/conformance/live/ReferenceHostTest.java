package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.Repository;
import dev.intarsia.conformance.live.LiveResult.Status;
import dev.intarsia.host.process.ProcessRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit's host checks on pools of the reference, with the program that samples/hosts shows. */
class ReferenceHostTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir
  Path directory = Path.of("");

  @ParameterizedTest
  @EnumSource(names = {"DENO", "BUN"})
  void shouldPassTheReferencesHost(ProcessRuntime runtime) throws IOException {
    Peers.require(runtime);
    Peers.knittingPackage(directory);
    Path program = Files.copy(
        Repository.root().resolve("samples/hosts/knitting-host.mjs"), directory.resolve("knitting-host.mjs"));
    List<String> command = new ArrayList<>(List.of(runtime.binary(System.getenv())));
    if (runtime == ProcessRuntime.DENO) {
      command.addAll(List.of(
          "run",
          "-A",
          "--unstable-sloppy-imports",
          "--config",
          directory.resolve("deno.json").toString()));
    }
    command.add(program.toString());
    List<LiveResult> results = new HostConformance(command, PATIENCE, 3, line -> {}).run();
    Files.delete(directory.resolve("node_modules/knitting"));
    assertThat(results)
        .filteredOn(result -> result.status() == Status.FAIL || result.status() == Status.ADVICE)
        .isEmpty();
    assertThat(LiveReport.count(results, Status.PASS)).isGreaterThan(25);
    assertThat(Objects.requireNonNull(results.getFirst()).id()).isEqualTo("is content with its replies");
  }
}
