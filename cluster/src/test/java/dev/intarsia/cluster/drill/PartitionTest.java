package dev.intarsia.cluster.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes that all serve and call, each on a machine of its own, and a network that is cut between one and the other two. */
@Timeout(600)
class PartitionTest {
  private static final int PORT = 7355;

  @TempDir
  private Path folder;

  private final List<NodeProcess> nodes = new ArrayList<>();
  private @Nullable Network network;

  @BeforeEach
  void open() throws Exception {
    String hindrance = Network.hindrance();
    assumeTrue(hindrance == null, String.valueOf(hindrance));
    network = Network.of(3);
  }

  @AfterEach
  void close() {
    nodes.forEach(NodeProcess::close);
    if (network != null) {
      network.close();
    }
  }

  private Network network() {
    Network open = network;
    if (open == null) {
      throw new IllegalStateException();
    }
    return open;
  }

  private NodeProcess node(int machine, int joins) throws IOException, InterruptedException {
    NodeProcess node = new NodeProcess(
        network().on(machine),
        folder.resolve("errors"),
        "host=" + network().address(machine),
        "port=" + PORT,
        "join=" + network().address(joins) + ":" + PORT,
        "record=" + folder.resolve(nodes.size() + ".runs"));
    nodes.add(node);
    return node;
  }

  private static void awaitMembers(NodeProcess node, int others) {
    await().atMost(Duration.ofSeconds(90)).until(() -> node.ask("members").equals(String.valueOf(others)));
  }

  private static void awaitResults(NodeProcess node) throws Exception {
    long before = Long.parseLong(node.ask("results"));
    await().atMost(Duration.ofSeconds(30)).until(() -> Long.parseLong(node.ask("results")) > before + 100);
  }

  @Test
  void shouldStopTheMinorityAndBeWholeAfterHealing() throws Exception {
    NodeProcess one = node(1, 1);
    NodeProcess two = node(2, 1);
    NodeProcess three = node(3, 1);
    for (NodeProcess node : nodes) {
      awaitMembers(node, 2);
    }
    one.tell("load 1");
    two.tell("load 2");
    three.tell("load 3");
    for (NodeProcess node : nodes) {
      awaitResults(node);
    }

    network().unplug(1);
    await().atMost(Duration.ofSeconds(60)).until(one::out);
    String minority = one.ask("report");
    System.out.println("minority: " + minority);
    assertThat(minority).startsWith("settled true: ").contains(" 0 wrong").endsWith("[]");
    awaitMembers(two, 1);
    awaitMembers(three, 1);
    awaitResults(two);
    awaitResults(three);

    network().plug(1);
    one.kill(); // `intarsia node` ends by itself, and whoever supervises it starts it again
    NodeProcess back = node(1, 2);
    awaitMembers(back, 2);
    awaitMembers(two, 2);
    awaitMembers(three, 2);
    back.tell("load 4");
    for (NodeProcess node : List.of(back, two, three)) {
      awaitResults(node);
    }
    for (NodeProcess node : List.of(back, two, three)) {
      String report = node.ask("report");
      System.out.println("majority: " + report);
      assertThat(report).startsWith("settled true: ").contains(" 0 wrong").endsWith("[]");
      assertThat(slowestSeconds(report)).isLessThan(Drill.HANGING_SECONDS);
    }
    assertThat(slowestSeconds(minority)).isLessThan(Drill.HANGING_SECONDS);
  }

  @Test
  void shouldGoOnAfterACutThatIsShorterThanTheLimit() throws Exception {
    node(1, 1);
    node(2, 1);
    node(3, 1);
    for (NodeProcess node : nodes) {
      awaitMembers(node, 2);
    }
    nodes.get(0).tell("load 1");
    nodes.get(1).tell("load 2");
    awaitResults(nodes.get(0));
    network().unplug(1);
    Thread.sleep(3_000);
    network().plug(1);
    awaitResults(nodes.get(0));
    awaitResults(nodes.get(1));
    for (NodeProcess node : nodes.subList(0, 2)) {
      String report = node.ask("report");
      System.out.println("short cut: " + report);
      assertThat(report)
          .startsWith("settled true: ")
          .contains(" 0 wrong, 0 unknown, 0 not started")
          .endsWith("[]");
      assertThat(node.out()).isFalse();
    }
  }

  private static double slowestSeconds(String report) {
    return Double.parseDouble(report.replaceAll(".*slowest ([0-9.]+) s.*", "$1"));
  }
}
