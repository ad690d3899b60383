package dev.intarsia.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.protocol.spec.Requirement;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class FrameFuzzerTest {
  private static final long FRAMES = 200_000;

  @Test
  @Requirement({"SEC-001", "SEC-003", "SEC-004", "SEC-008", "MBX-009", "PAY-001"})
  void shouldGiveAValueOrRefuseWhateverThePeerWrites() {
    FuzzReport report =
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> FrameFuzzer.run(FRAMES, 20_261_121));
    assertThat(report.frames()).isGreaterThanOrEqualTo(FRAMES);
    assertThat(report.refused()).isGreaterThan(FRAMES / 20);
    assertThat(report.decoded()).isGreaterThan(FRAMES / 20);
    assertThat(report.published()).isGreaterThan(FRAMES / 100);
  }

  @Test
  void shouldRepeatARunFromItsSeed() {
    FuzzReport first = FrameFuzzer.run(5_000, 7);
    FuzzReport second = FrameFuzzer.run(5_000, 7);
    assertThat(second.decoded()).isEqualTo(first.decoded());
    assertThat(second.refused()).isEqualTo(first.refused());
  }
}
