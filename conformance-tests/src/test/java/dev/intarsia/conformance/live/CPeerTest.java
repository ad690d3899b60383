package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.Repository;
import dev.intarsia.conformance.live.LiveResult.Status;
import dev.intarsia.conformance.subject.CommandSubject;
import dev.intarsia.conformance.subject.Subject;
import dev.intarsia.conformance.vectors.ExpectedFailures;
import dev.intarsia.conformance.vectors.RequirementMap;
import dev.intarsia.conformance.vectors.Result;
import dev.intarsia.conformance.vectors.VectorFolder;
import dev.intarsia.conformance.vectors.VectorRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The peer in C, written from SPEC.md: its codec, worker and host pass the kit, and it works with this library. */
class CPeerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @ParameterizedTest
  @ValueSource(strings = {"by-the-book", "refuses-more"})
  void shouldEncodeAndDecodeEveryVector(String habit) {
    String command = "env INTARSIA_PEER_HABIT=" + habit + " '" + CPeer.program() + "' subject";
    try (Subject subject = CommandSubject.start(command, PATIENCE)) {
      VectorRunner runner = new VectorRunner(subject, RequirementMap.shipped(), ExpectedFailures.none());
      List<Result> results =
          VectorFolder.read(Repository.vectors()).stream().map(runner::run).toList();
      assertThat(results).hasSizeGreaterThan(1_200).noneMatch(Result::counts);
      assertThat(results)
          .filteredOn(result -> result.status() == Result.Status.SKIPPED)
          .extracting(result -> result.vector().id())
          .isSubsetOf("order/accents", "json/deep"); // BOOT-006, SEC-003: may be refused
    }
  }

  /** What an implementation may do: none of it is a fault, and the kit has to say so. */
  @ParameterizedTest
  @ValueSource(
      strings = {"by-the-book", "never-parks", "parks-at-once", "parks-for-long", "answers-backwards", "refuses-more"})
  void shouldAcceptEveryRightHabitOfAWorker(String habit) throws IOException {
    List<String> command = List.of("env", "INTARSIA_PEER_HABIT=" + habit, CPeer.program(), "worker");
    List<LiveResult> results = new WorkerConformance(command, PATIENCE, 7, 500, line -> {}).run();
    assertThat(results)
        .filteredOn(result -> result.status() == Status.FAIL || result.status() == Status.ADVICE)
        .isEmpty();
    assertThat(LiveReport.count(results, Status.PASS)).isGreaterThan(80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--calls", "--named"})
  void shouldCallAsAHost(String mode) throws IOException {
    List<String> command = new ArrayList<>(List.of(CPeer.program(), "host", mode));
    if (mode.equals("--calls")) {
      command.add("3000");
    }
    List<LiveResult> results = new HostConformance(command, PATIENCE, 7, line -> {}).run();
    assertThat(results)
        .filteredOn(result -> result.status() == Status.FAIL || result.status() == Status.ADVICE)
        .isEmpty();
    assertThat(LiveReport.count(results, Status.PASS)).isGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 200})
  void shouldCallAWorkerOfThisLibrary(int inFlight, @TempDir Path folder) throws Exception {
    Peers.tasks(folder);
    List<String> command = new ArrayList<>(List.of(
        CPeer.program(),
        "host",
        "--calls",
        "2000",
        "--in-flight",
        Integer.toString(inFlight),
        "--module",
        folder.resolve("peer-tasks.mjs").toString(),
        "--"));
    command.addAll(NodePeerTest.intarsiaWorker());
    Process host = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(host.waitFor()).as(said).isZero();
    assertThat(said).contains("2000 calls, 0 wrong, 0 without an answer");
  }
}
