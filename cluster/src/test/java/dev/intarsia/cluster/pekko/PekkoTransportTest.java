package dev.intarsia.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.cluster.transport.Transport;
import dev.intarsia.cluster.transport.TransportContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract over TCP, and what is refused before anything listens. */
class PekkoTransportTest extends TransportContract {
  private @Nullable String first;

  @Override
  protected Transport transport(String name) {
    PekkoTransport.Builder builder = PekkoTransport.builder();
    String seed = first;
    if (seed != null) {
      builder.join(seed);
    }
    PekkoTransport transport = builder.open();
    if (seed == null) {
      first = transport.self().address();
    }
    return transport;
  }

  @Test
  void shouldRefusePlainTextOffTheMachineUnlessToldThatItIsSafe() {
    for (PekkoTransport.Builder builder : new PekkoTransport.Builder[] {
      PekkoTransport.builder().address("192.0.2.1", 0), PekkoTransport.builder().bind("0.0.0.0", 0)
    }) {
      assertThatThrownBy(builder::open)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("give the node certificates with tls(), or say insecure()");
    }
    PekkoTransport.builder().bind("0.0.0.0", 0).insecure().open().close();
  }

  @Test
  void shouldRefuseAddressesThatAreNone() {
    for (String address : new String[] {"host", ":1", "host:", "host:x", "host:65536"}) {
      PekkoTransport.Builder builder = PekkoTransport.builder().join(address);
      assertThatThrownBy(builder::open).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
