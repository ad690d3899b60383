package dev.intarsia.cluster.drill;

import dev.intarsia.cluster.ClusterNode;
import dev.intarsia.cluster.RemoteWorkers;
import dev.intarsia.cluster.pekko.PekkoTransport;
import dev.intarsia.host.Pool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A node in a JVM of its own. Options are {@code name=value}: {@code record} (a file), {@code host}, {@code port}, {@code bind} (a port
 * behind a proxy), {@code join}, {@code digest}, {@code threads}, {@code slots}. Its standard input takes {@code load SEED}, {@code report},
 * {@code members} and {@code drain}, each answered by one line; it ends with its input.
 */
final class DrillNode {
  private static final int IN_FLIGHT = 32;
  private static final int LANES = 4;

  private final ClusterNode node;
  private final Pool pool;

  private DrillNode(ClusterNode node) {
    this.node = node;
    RemoteWorkers workers = RemoteWorkers.of(node).lanes(LANES);
    DrillTasks.ALL.forEach(workers::task);
    pool = Pool.builder().closeLimit(Duration.ZERO).workers(workers).build();
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> options =
        Arrays.stream(args).map(arg -> arg.split("=", 2)).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    PekkoTransport.Builder builder = PekkoTransport.builder()
        .insecure()
        .address(options.getOrDefault("host", "127.0.0.1"), Integer.parseInt(options.getOrDefault("port", "0")));
    if (options.containsKey("join")) {
      builder.join(options.get("join"));
    }
    if (options.containsKey("bind")) {
      builder.bind("127.0.0.1", Integer.parseInt(options.get("bind")));
    }
    PekkoTransport transport = builder.open();
    ClusterNode node = ClusterNode.builder(transport)
        .serve(
            DrillTasks.workers(Integer.parseInt(options.getOrDefault("threads", "2")), Path.of(options.get("record"))))
        .digest(options.getOrDefault("digest", ""))
        .slots(Integer.parseInt(options.getOrDefault("slots", "64")))
        .open();
    if (!transport.awaitJoined(Duration.ofMinutes(2))) {
      throw new IllegalStateException("not taken in");
    }
    say("serves at " + transport.self().address());
    Thread.ofPlatform().daemon().start(() -> endWhenOut(node));
    new DrillNode(node).obey();
    Runtime.getRuntime().halt(0);
  }

  private static void endWhenOut(ClusterNode node) {
    try {
      while (node.outOfCluster().isEmpty()) {
        Thread.sleep(50);
      }
      say("out");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void obey() throws IOException, InterruptedException {
    Load load = null;
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "load" -> load = new Load(pool, IN_FLIGHT, Integer.parseInt(words[1]), 0).start();
        case "report" -> {
          boolean settled = load != null && load.stop(30);
          say("settled " + settled + ": " + load + (load == null ? "" : " " + load.wrong()));
        }
        case "results" -> say(String.valueOf(load == null ? 0 : load.results()));
        case "members" -> say(String.valueOf(node.members().size()));
        case "drain" -> {
          say("drained " + node.drain(Duration.ofMinutes(1)));
          node.close();
          return;
        }
        default -> throw new IllegalArgumentException(line);
      }
    }
  }

  private static synchronized void say(String text) {
    System.out.println(text);
    System.out.flush();
  }
}
