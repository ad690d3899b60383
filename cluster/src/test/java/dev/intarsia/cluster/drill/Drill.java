package dev.intarsia.cluster.drill;

import static org.awaitility.Awaitility.await;

import dev.intarsia.cluster.ClusterNode;
import dev.intarsia.cluster.MemberStatus;
import dev.intarsia.cluster.RemoteWorkers;
import dev.intarsia.cluster.pekko.PekkoTransport;
import dev.intarsia.host.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Nodes in JVMs of their own, and a pool of this one that calls them. */
final class Drill implements AutoCloseable {
  /** A call that has not ended by then hangs: when a node is lost, its calls end within some 15 s. */
  static final int HANGING_SECONDS = 45;

  private static final int LANES = 6;

  private final Path folder;
  private final List<NodeProcess> nodes = new ArrayList<>();
  private final List<Runnable> callers = new ArrayList<>();
  private int started;

  Drill(Path folder) {
    this.folder = folder;
  }

  NodeProcess node(String... options) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("record=" + folder.resolve(++started + ".runs"));
    NodeProcess node = new NodeProcess(List.of(), folder.resolve("errors"), all.toArray(String[]::new));
    nodes.add(node);
    return node;
  }

  /** A process that only calls nodes of this digest. */
  Caller caller(String digest, NodeProcess member) throws InterruptedException {
    PekkoTransport transport =
        PekkoTransport.builder().callsOnly().join(member.address()).open();
    ClusterNode node = ClusterNode.builder(transport).digest(digest).open();
    callers.add(node::close);
    if (!transport.awaitJoined(Duration.ofMinutes(2))) {
      throw new IllegalStateException("not taken in");
    }
    RemoteWorkers workers = RemoteWorkers.of(node).lanes(LANES);
    DrillTasks.ALL.forEach(workers::task);
    Pool pool = Pool.builder().closeLimit(Duration.ZERO).workers(workers).build();
    callers.add(pool::close);
    return new Caller(node, pool);
  }

  record Caller(ClusterNode node, Pool pool) {
    /** Waits until so many nodes serve, as this process sees it. */
    void awaitServing(int count) {
      await()
          .atMost(90, TimeUnit.SECONDS)
          .until(() -> node.members().stream().filter(Caller::serves).count() == count);
    }

    private static boolean serves(MemberStatus member) {
      return !member.tasks().isEmpty() && !member.draining();
    }
  }

  @Override
  public void close() {
    callers.reversed().forEach(Runnable::run);
    nodes.forEach(NodeProcess::close);
  }
}
