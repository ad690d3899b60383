package dev.intarsia.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class KilledWorkerTest {
  @Test
  void shouldAnswerAllCallsThoughAWorkerIsKilled() {
    assertThat(KilledWorker.squares(2_000)).matches("2000 of 2000 answered, [1-9]\\d* lost workers");
  }
}
