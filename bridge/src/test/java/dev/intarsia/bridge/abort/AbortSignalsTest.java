package dev.intarsia.bridge.abort;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class AbortSignalsTest {
  private final AbortSignals signals = new AbortSignals(Arena.ofAuto().allocate(8, Integer.BYTES), 40);

  @Test
  void shouldCountExhaustedAsAborted() {
    assertThat(signals.isAborted(signals.exhausted())).isTrue();
    assertThat(signals.abort(signals.exhausted())).isFalse();
    assertThat(signals.release(signals.exhausted())).isFalse();
  }

  @Test
  void shouldIgnoreNumbersThatAreNoSignal() {
    for (int signal : new int[] {-1, 40, 1000, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertThat(signals.abort(signal)).isFalse();
      assertThat(signals.isAborted(signal)).isFalse();
      assertThat(signals.release(signal)).isFalse();
    }
  }

  @Test
  void shouldAbortAllThatAreGivenOut() {
    int first = signals.acquire();
    int second = signals.acquire();
    signals.release(first);
    signals.abortAll();
    assertThat(signals.isAborted(first)).isFalse();
    assertThat(signals.isAborted(second)).isTrue();
    assertThat(signals.inUse()).isEqualTo(1);
  }
}
