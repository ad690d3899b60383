package dev.intarsia.cluster.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.WorkerLostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes in JVMs of their own under load. Small by default; {@code -Dintarsia.drill.calls=1000000
 * -Dintarsia.drill.kills=30} makes it large.
 */
@Timeout(3600)
class ClusterDrillTest {
  private static final int CALLS = Integer.getInteger("intarsia.drill.calls", 5_000);
  private static final int KILLS = Integer.getInteger("intarsia.drill.kills", 2);
  /** A drill that is asked for measures, on a quiet machine; a plain run only finds calls that hang. */
  private static final int SETTLE_SECONDS =
      Integer.getInteger("intarsia.drill.kills") == null ? Drill.HANGING_SECONDS : 15;

  @TempDir
  private Path folder;

  @Test
  void shouldAnswerMixedCallsOfThreeNodesRightly() throws Exception {
    try (Drill drill = new Drill(folder)) {
      NodeProcess first = drill.node();
      drill.node("join=" + first.address());
      drill.node("join=" + first.address());
      Drill.Caller caller = drill.caller("", first);
      caller.awaitServing(3);
      Load load = new Load(caller.pool(), 256, 1, 0);
      load.run(CALLS);
      boolean settled = load.stop(60);
      System.out.println("mixed calls: " + load);
      assertThat(load.wrong()).isEmpty();
      assertThat(load.lost()).isEmpty();
      assertThat(settled).isTrue();
      assertThat(load.results()).isEqualTo(CALLS);
      Map<Long, Integer> runs = DrillTasks.runs(folder);
      assertThat(runs).hasSize(CALLS).values().containsOnly(1);
    }
  }

  @Test
  void shouldSettleEveryCallWhenNodesAreKilledOrStopped() throws Exception {
    try (Drill drill = new Drill(folder)) {
      List<NodeProcess> nodes = new ArrayList<>(List.of(drill.node()));
      nodes.add(drill.node("join=" + nodes.getFirst().address()));
      nodes.add(drill.node("join=" + nodes.getFirst().address()));
      Drill.Caller caller = drill.caller("", nodes.getFirst());
      caller.awaitServing(3);
      Load load = new Load(caller.pool(), 64, 2, 20).start();
      Random random = new Random(KILLS);
      for (int i = 0; i < KILLS; i++) {
        Thread.sleep(random.nextInt(1_500));
        NodeProcess victim = nodes.remove(random.nextInt(3));
        boolean stops = i % 3 == 1;
        if (stops) {
          victim.signal("STOP");
        } else {
          victim.kill();
        }
        caller.awaitServing(2);
        if (stops) {
          victim.signal("CONT"); // it is out of the cluster by now, and finishes what it had begun
          Thread.sleep(500);
          victim.kill();
        }
        nodes.add(drill.node("join=" + nodes.getFirst().address()));
        caller.awaitServing(3);
        System.out.println((stops ? "stop " : "kill ") + (i + 1) + ": " + load);
      }
      boolean settled = load.stop(2 * SETTLE_SECONDS);
      check(load, settled);
    }
  }

  private void check(Load load, boolean settled) throws Exception {
    assertThat(load.wrong()).isEmpty();
    assertThat(settled).isTrue();
    assertThat(load.results() + load.lost().size()).isEqualTo(load.calls());
    assertThat(load.lost()).isNotEmpty();
    assertThat(load.results()).isGreaterThan(load.calls() / 2);
    assertThat(load.slowest()).isLessThan(SETTLE_SECONDS);
    Map<Long, Integer> runs = DrillTasks.runs(folder);
    assertThat(runs.entrySet())
        .filteredOn(run -> run.getValue() > 1)
        .allMatch(run -> load.repeatable().contains(run.getKey()));
    assertThat(load.lost().entrySet())
        .filteredOn(call -> call.getValue() == WorkerLostException.Outcome.NOT_STARTED)
        .allMatch(call -> !runs.containsKey(call.getKey()));
  }
}
