package dev.intarsia.cli.cluster;

import dev.intarsia.cli.option.PermissionOption;
import dev.intarsia.cli.option.TimeOption;
import dev.intarsia.cluster.ClusterNode;
import dev.intarsia.cluster.ModuleDigest;
import dev.intarsia.cluster.pekko.PekkoTransport;
import dev.intarsia.conformance.cli.CliException;
import dev.intarsia.conformance.cli.ExitCode;
import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.JsStartException;
import dev.intarsia.js.JsWorkers;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the tasks of modules to the other members of a cluster until it is told to stop. */
@Command(
    name = "node",
    description = "Serves the tasks of modules to the other members of a cluster. Without --join it begins one.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "SIGTERM and Ctrl-C end it in order: it takes no new calls, answers those under way, and leaves.",
      "It ends with exit code 1 when it is on the smaller side of a partition: start it again to come back.",
      "",
      "  intarsia node --address 127.0.0.1:7355 --module tasks.ts --js 4",
      "  intarsia node --join 127.0.0.1:7355 --module tasks.ts --js 4"
    })
public final class NodeCommand implements Callable<Integer> {
  private static final long LOOK_MS = 200;

  @Mixin
  private final Connection connection = new Connection();

  @Option(names = "--join", paramLabel = "HOST:PORT", description = "A member to ask for admission; may be said again.")
  private List<String> join = new ArrayList<>();

  @Option(
      names = "--module",
      required = true,
      paramLabel = "FILE",
      description = "A JS or TS module whose tasks are served; may be said again.")
  private List<Path> modules = new ArrayList<>();

  @Option(
      names = "--js",
      paramLabel = "N",
      defaultValue = "1",
      description = "Workers for the modules' tasks. Default: 1.")
  private int threads = 1;

  @Option(
      names = "--permission",
      paramLabel = "MODE",
      converter = PermissionOption.class,
      description = "What the modules may do: strict, unsafe, or an object with lists as JSON. Without it, compute.")
  private @Nullable Permissions permission;

  @Option(
      names = "--digest",
      paramLabel = "TEXT",
      description = "What tells versions of the tasks apart. Default: a hash of the modules and of what they import.")
  private @Nullable String digest;

  @Option(names = "--slots", paramLabel = "N", description = "Calls that are taken in at once. Default: 64.")
  private int slots = 64;

  @Option(
      names = "--drain",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = TimeOption.class,
      description = "How long the end waits for calls under way. Default: ${DEFAULT-VALUE}.")
  private Duration drain = Duration.ofSeconds(30);

  @Option(
      names = "--metrics",
      paramLabel = "HOST:PORT",
      description = "Serves gauges for an autoscaler at /metrics there, and /ready for probes.")
  private @Nullable String metrics;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    JsWorkers workers = workers();
    String version = digest == null ? ModuleDigest.of(modules) : digest;
    PekkoTransport transport = connection.openServing(join);
    try (ClusterNode node =
        open(ClusterNode.builder(transport).serve(workers).digest(version).slots(slots))) {
      connection.await(transport, node, join);
      AtomicBoolean told = new AtomicBoolean();
      try (NodeGauges gauges = gauges(node, told)) {
        say("serves at " + transport.self().address() + ", digest " + version
            + (gauges == null ? "" : ", metrics on port " + gauges.port()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(node, told), "intarsia node end"));
        while (node.outOfCluster().isEmpty()) {
          Thread.sleep(LOOK_MS);
        }
      }
      if (told.get()) {
        Thread.sleep(Long.MAX_VALUE); // the hook ends the process
      }
      told.set(true); // nothing is left to drain
      throw CliException.failed(node.outOfCluster().orElseThrow());
    }
  }

  private @Nullable NodeGauges gauges(ClusterNode node, AtomicBoolean told) {
    String where = metrics;
    return where == null
        ? null
        : NodeGauges.open(
            Connection.host(where),
            Connection.port(where),
            () -> gauges(node),
            () -> !told.get() && node.outOfCluster().isEmpty());
  }

  private Map<String, Integer> gauges(ClusterNode node) {
    int underWay = node.underWay();
    Map<String, Integer> gauges = new LinkedHashMap<>();
    gauges.put("intarsia_node_calls_under_way", underWay);
    gauges.put("intarsia_node_calls_waiting", Math.max(0, underWay - threads));
    gauges.put("intarsia_node_slots", slots);
    gauges.put("intarsia_node_other_members", node.members().size());
    return gauges;
  }

  private JsWorkers workers() {
    for (Path module : modules) {
      if (!Files.isRegularFile(module)) {
        throw CliException.wrongUsage("no module " + module + ": name an existing file");
      }
    }
    JsWorkers workers = JsWorkers.of(modules.toArray(Path[]::new)).threads(threads);
    if (permission != null) {
      workers.permissions(permission);
    }
    return workers.log((level, text) -> {
      PrintWriter err = spec.commandLine().getErr();
      err.println(text);
      err.flush();
    });
  }

  private static ClusterNode open(ClusterNode.Builder builder) {
    try {
      return builder.open();
    } catch (JsStartException e) {
      throw CliException.failed(String.valueOf(e.getMessage()));
    }
  }

  /** Runs as the JVM ends by a signal. A node that ended in order did what it was told: exit code 0. */
  private void leave(ClusterNode node, AtomicBoolean told) {
    if (told.getAndSet(true)) {
      return;
    }
    try {
      boolean done = node.drain(drain);
      say(
          done
              ? "left, nothing under way"
              : "left with calls under way: they took longer than " + drain.toMillis() + " ms");
      node.close();
      Runtime.getRuntime().halt(done ? ExitCode.DONE : ExitCode.FAILED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
