package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.live.LaneDriver.Outcome;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.WorkerChild;
import dev.intarsia.host.process.WorkerSpec;
import dev.intarsia.host.process.WorkerTasks;
import dev.intarsia.protocol.spec.Requirement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Java host with a worker that is this program in a JVM of its own: both directions, on every machine. */
class IntarsiaWorkerTest {
  private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(60);

  @Test
  @Requirement("PROC-003")
  void shouldAnswerAHostThatAsksForNodesVersion() throws Exception {
    List<String> command = new ArrayList<>(NodePeerTest.intarsiaWorker());
    command.addAll(List.of("node", "--version"));
    Process probe = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    String answer = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(answer.strip()).matches("v[0-9]+\\.[0-9]+\\.[0-9]+");
    assertThat(probe.waitFor()).isZero();
  }

  @Test
  void shouldServeModulesFromAnotherJvm(@TempDir Path directory) throws Exception {
    AtomicReference<Throwable> lost = new AtomicReference<>();
    WorkerTasks tasks = Peers.tasks(directory);
    ProcessOptions options = ProcessOptions.builder()
        .environment("INTARSIA_BINARY", "")
        .runtimeFlags("-Xmx400m")
        .startTimeout(Duration.ofSeconds(60))
        .build();
    try (WorkerChild worker = WorkerChild.start(WorkerSpec.of(ProcessRuntime.INTARSIA, options, tasks), 0, lost::set)) {
      LaneDriver driver = new LaneDriver(worker);
      int echo = tasks.functionId("echo");
      for (WireValue value : JavaHostForeignWorkerTest.samples()) {
        assertThat(driver.call(echo, value, LIMIT_NS)).isEqualTo(new Outcome(false, value));
      }
      new MixedCalls(driver, tasks::functionId, 3, 50_000).run(300, 40);
      assertThat(lost.get()).isNull();
    }
  }
}
