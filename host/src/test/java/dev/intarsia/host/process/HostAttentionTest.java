package dev.intarsia.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.signal.SignalWords;
import dev.intarsia.protocol.layout.SignalLayout;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class HostAttentionTest {
  @Test
  void shouldKeepWorkersFromParkingWhileCallsCome() {
    try (Arena arena = Arena.ofConfined()) {
      SignalWords signals = new SignalWords(arena.allocate(SignalLayout.SIGNALS_BYTES, 64));
      HostAttention attention = new HostAttention(signals);
      attention.look();
      assertThat(signals.txStatus()).isEqualTo(SignalLayout.PARKED);
      attention.called();
      assertThat(signals.txStatus()).isEqualTo(SignalLayout.RUNNING);
      attention.look();
      attention.called();
      attention.look();
      assertThat(signals.txStatus()).isEqualTo(SignalLayout.RUNNING);
      attention.look();
      assertThat(signals.txStatus()).isEqualTo(SignalLayout.PARKED);
      assertThat(attention.raised()).isFalse();
    }
  }
}
