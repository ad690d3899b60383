package dev.intarsia.cluster;

import dev.intarsia.cluster.transport.Transport;
import dev.intarsia.cluster.transport.TransportContract;
import org.junit.jupiter.api.AfterEach;

/** The network that other tests put their faults into. */
class InMemoryTransportTest extends TransportContract {
  private final InMemoryNetwork network = new InMemoryNetwork();

  @AfterEach
  void closeNetwork() {
    network.close();
  }

  @Override
  protected Transport transport(String name) {
    return network.transport(name);
  }
}
