package dev.intarsia.host.process;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.intarsia.protocol.spec.Requirement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerEnvironmentTest {
  @Test
  @Requirement("ENV-002")
  void shouldRefuseToStartWorkersInsideAWorker() {
    assertThatIllegalStateException()
        .isThrownBy(() -> WorkerEnvironment.requireMain(Map.of("KNITTING_POOL_DEPTH", "1")))
        .withMessageContaining("inside a process worker");
    assertThatCode(() -> WorkerEnvironment.requireMain(Map.of("KNITTING_POOL_DEPTH", "0")))
        .doesNotThrowAnyException();
    assertThatCode(() -> WorkerEnvironment.requireMain(Map.of("KNITTING_POOL_DEPTH", "none")))
        .doesNotThrowAnyException();
    assertThatCode(() -> WorkerEnvironment.requireMain(Map.of())).doesNotThrowAnyException();
  }
}
