package dev.intarsia.cluster.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.PoolCall;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that come, go in order, and are far away, while a pool calls them. */
@Timeout(600)
class ChangingClusterTest {
  private static final int SHARE_SECONDS = 10;

  @TempDir
  private Path folder;

  private long runs(int node) throws Exception {
    return Files.size(folder.resolve(node + ".runs")) / Long.BYTES;
  }

  private void checkNothingLost(Load load) throws Exception {
    assertThat(load.stop(60)).isTrue();
    assertThat(load.wrong()).isEmpty();
    assertThat(load.lost()).isEmpty();
    assertThat(load.results()).isEqualTo(load.calls());
    Map<Long, Integer> runs = DrillTasks.runs(folder);
    assertThat(runs.values()).containsOnly(1);
  }

  @Test
  void shouldGiveANodeThatJoinsItsShareAndLoseNothingWhenOneDrains() throws Exception {
    try (Drill drill = new Drill(folder)) {
      NodeProcess first = drill.node();
      drill.node("join=" + first.address());
      Drill.Caller caller = drill.caller("", first);
      caller.awaitServing(2);
      Load load = new Load(caller.pool(), 64, 3, 100).start(); // 20 ms each: what counts is how many run at once
      Thread.sleep(1_000);
      drill.node("join=" + first.address());
      long joined = System.nanoTime();
      double share = 0;
      while (share < 0.25 && System.nanoTime() - joined < SHARE_SECONDS * 1_000_000_000L) {
        long before = load.results();
        long newBefore = runs(3);
        Thread.sleep(1_000);
        share = (double) (runs(3) - newBefore) / (load.results() - before);
      }
      System.out.printf(
          "share of the third node: %.2f, %.1f s after it served%n", share, (System.nanoTime() - joined) / 1e9);
      assertThat(share).isGreaterThanOrEqualTo(0.25);
      assertThat(first.ask("drain")).isEqualTo("drained true");
      assertThat(first.exitCode()).isZero();
      long before = load.results();
      Thread.sleep(500);
      assertThat(load.results()).isGreaterThan(before);
      checkNothingLost(load);
    }
  }

  @Test
  void shouldLoseNothingWhenAllNodesAreReplacedByThoseOfAnotherDigest() throws Exception {
    try (Drill drill = new Drill(folder)) {
      List<NodeProcess> old = new ArrayList<>(List.of(drill.node("digest=v1")));
      old.add(drill.node("digest=v1", "join=" + old.getFirst().address()));
      Drill.Caller oldCaller = drill.caller("v1", old.getFirst());
      Drill.Caller newCaller = drill.caller("v2", old.getFirst());
      oldCaller.awaitServing(2);
      Load oldLoad = new Load(oldCaller.pool(), 32, 4, 20).start();
      Load newLoad = new Load(newCaller.pool(), 32, 5, 20).start();
      Thread.sleep(500);
      assertThat(newLoad.results()).isZero(); // they wait: no node has their tasks
      NodeProcess next = drill.node("digest=v2", "join=" + old.getFirst().address());
      assertThat(old.getFirst().ask("drain")).isEqualTo("drained true");
      drill.node("digest=v2", "join=" + next.address());
      Thread.sleep(500);
      assertThat(oldLoad.stop(60)).isTrue(); // the callers of the old version end before its last node
      assertThat(old.getLast().ask("drain")).isEqualTo("drained true");
      Thread.sleep(500);
      checkNothingLost(oldLoad);
      checkNothingLost(newLoad);
      assertThat(newLoad.results()).isPositive();
      assertThat(runs(1) + runs(2)).isEqualTo(oldLoad.calls());
      assertThat(runs(3) + runs(4)).isEqualTo(newLoad.calls());
    }
  }

  @Test
  void shouldNotLoseLongPayloadsOnASlowLine() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (LinkProxy line = new LinkProxy(30, 20_000_000);
        Drill drill = new Drill(folder)) {
      line.target(port);
      NodeProcess near = drill.node();
      drill.node("join=" + near.address(), "port=" + line.port(), "bind=" + port);
      Drill.Caller caller = drill.caller("", near);
      caller.awaitServing(2);
      List<PoolCall<byte[]>> calls = new ArrayList<>();
      int length = 4_000_000; // 64 pieces: far more of them than Pekko queues
      for (int i = 1; i <= 60; i++) {
        calls.add(caller.pool().call(DrillTasks.BYTES, DrillTasks.bytes(i, length)));
      }
      for (int i = 1; i <= calls.size(); i++) {
        byte[] result = calls.get(i - 1).await();
        assertThat(Arrays.equals(result, DrillTasks.bytes(-i, length)))
            .as("call " + i)
            .isTrue();
      }
      assertThat(runs(2)).isPositive();
      Load load = new Load(caller.pool(), 64, 6, 0).start();
      Thread.sleep(3_000);
      load.stop(60);
      assertThat(load.wrong()).isEmpty();
      assertThat(load.lost()).isEmpty();
      assertThat(runs(1) + runs(2)).isEqualTo(calls.size() + load.calls());
    }
  }
}
