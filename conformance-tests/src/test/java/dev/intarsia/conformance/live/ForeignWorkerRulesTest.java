package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.WorkerChild;
import dev.intarsia.host.process.WorkerSpec;
import dev.intarsia.protocol.spec.Requirement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules of SPEC.md that only a real worker can show. */
class ForeignWorkerRulesTest {
  private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(20);

  @TempDir
  Path directory = Path.of("");

  @ParameterizedTest
  @EnumSource(names = {"NODE", "BUN"})
  @Requirement("PROC-009")
  void shouldRejectAFunctionIdThatIsOutOfRange(ProcessRuntime runtime) throws IOException {
    Peers.require(runtime);
    WorkerSpec spec = WorkerSpec.of(runtime, Peers.options().build(), Peers.tasks(directory));
    try (WorkerChild worker = WorkerChild.start(spec, 0, lost -> {})) {
      LaneDriver driver = new LaneDriver(worker);
      assertThat(driver.call(999, WireValue.TRUE, LIMIT_NS).rejected()).isTrue();
      assertThat(driver
              .call(Peers.tasks(directory).functionId("echo"), WireValue.TRUE, LIMIT_NS)
              .value())
          .isEqualTo(WireValue.TRUE);
    }
  }
}
