package dev.intarsia.benchmarks.cluster;

import dev.intarsia.cluster.ClusterNode;
import dev.intarsia.cluster.pekko.PekkoTransport;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Task;
import org.apache.pekko.actor.ActorSystem;

/** The other JVM: a node that serves an echo, and an actor that answers with what it gets. Ends with its standard input. */
public final class EchoPeer {
  static final Task<byte[], byte[]> ECHO = Task.of("echo", byte[].class, byte[].class);
  static final int SLOTS = 512;

  private EchoPeer() {}

  public static void main(String[] args) throws Exception {
    PekkoTransport transport = PekkoTransport.builder().address("127.0.0.1", 0).open();
    ActorSystem bare = BarePekko.system();
    BarePekko.echo(bare);
    try (ClusterNode _ = ClusterNode.builder(transport)
        .serve(JavaWorkers.of(1).task(ECHO, value -> value))
        .slots(SLOTS)
        .open()) {
      System.out.println(transport.self().address() + " " + BarePekko.address(bare));
      while (System.in.read() >= 0) {}
    }
    bare.terminate();
  }
}
