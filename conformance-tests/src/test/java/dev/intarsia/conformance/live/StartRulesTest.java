package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.WorkerChild;
import dev.intarsia.host.process.WorkerSpec;
import dev.intarsia.host.process.WorkerStartException;
import dev.intarsia.host.process.WorkerTasks;
import dev.intarsia.protocol.layout.SignalLayout;
import dev.intarsia.protocol.spec.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How this host starts a worker, seen with programs that are no workers. */
class StartRulesTest {
  private static final int TOO_MANY = 12_000;

  private static WorkerSpec spec(Path directory, String script, List<String> names) throws Exception {
    Path program = Files.writeString(directory.resolve("worker.sh"), script);
    ProcessOptions options =
        ProcessOptions.builder().command(List.of("/bin/sh", program.toString())).build();
    return WorkerSpec.of(ProcessRuntime.NODE, options, WorkerTasks.ofFiles(List.of(program), names));
  }

  @Test
  @Requirement("ENV-003")
  void shouldRefuseABootPayloadThatTheEnvironmentCannotHold(@TempDir Path directory) throws Exception {
    List<String> names = IntStream.range(0, TOO_MANY).mapToObj(n -> "task" + n).toList();
    WorkerSpec spec = spec(directory, "exit 0\n", names);
    assertThatThrownBy(() -> WorkerChild.start(spec, 0, lost -> {}))
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining("too long");
  }

  /** A worker that stores 0 once, from its start, and never parks is mapped and ready; its word is not stored to again. */
  @Test
  @Requirement("SIG-001")
  void shouldTakeAnyStatusAsTheSignOfMapping(@TempDir Path directory) throws Exception {
    for (int status : new int[] {SignalLayout.RUNNING, SignalLayout.PARKED}) {
      WorkerSpec spec = spec(directory, "exec sleep 60\n", List.of("echo"));
      try (WorkerChild worker = WorkerChild.start(spec, 0, lost -> {})) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        assertThat(worker.isReady()).isFalse();
        assertThat(worker.signals().rxStatus()).isEqualTo(2);
        worker.signals().rxStatus(status);
        await(worker::isReady);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(600));
        assertThat(worker.signals().rxStatus()).isEqualTo(status);
      }
    }
  }

  private static void await(BooleanSupplier done) {
    long start = System.nanoTime();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }
}
