package dev.intarsia.js.program;

import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.worker.WorkerTimers;
import dev.intarsia.host.Balancer;
import dev.intarsia.host.PoolBuilder;
import dev.intarsia.host.permission.PermissionInput;
import dev.intarsia.host.permission.Permissions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The options of a program's {@code createPool}, put into a builder. */
public final class ProgramPoolOptions {
  private static final Set<String> KNOWN = Set.of(
      "threads",
      "inliner",
      "balancer",
      "worker",
      "payload",
      "unsafe",
      "abortSignalCapacity",
      "host",
      "workerExecArgv",
      "permission",
      "debug",
      "source");
  private static final Set<String> KNOWN_OF_WORKER = Set.of(
      "resolveAfterFinishingAll",
      "bootstrap",
      "runtime",
      "compiled",
      "processRuntime",
      "processCommandPrefix",
      "processSharedMemory",
      "timers",
      "hardTimeoutMs",
      "resourceLimits");

  /** Options of {@code worker} that say nothing about threads. */
  private static final List<String> OF_PROCESSES =
      List.of("processRuntime", "processCommandPrefix", "processSharedMemory");

  private final JsonNode options;

  /**
   * @param json the options as JSON text
   * @throws IllegalArgumentException for a name that is no option, or an option that these pools have not
   */
  public ProgramPoolOptions(String json) {
    options = new JsonMapper().readTree(json);
    onlyKnown(options, KNOWN, "");
    JsonNode worker = options.path("worker");
    onlyKnown(worker, KNOWN_OF_WORKER, "worker.");
    String runtime = worker.path("runtime").asString("thread");
    boolean compiled =
        runtime.equals("compiled") || worker.path("processRuntime").asString("").equals("porffor");
    if (compiled || !(runtime.equals("thread") || runtime.equals("process"))) {
      throw new IllegalArgumentException("worker.runtime is \"" + (compiled ? "compiled" : runtime)
          + "\": pools of `intarsia run` have workers in threads"
          + " and in processes; use \"process\", or leave it out for threads");
    }
  }

  private static void onlyKnown(JsonNode node, Set<String> known, String prefix) {
    for (String name : node.propertyNames()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException("createPool has no option " + prefix + name + "; there are "
            + String.join(", ", new java.util.TreeSet<>(known)));
      }
    }
  }

  /** What it takes to make its workers processes; null for threads. */
  public @Nullable ProcessPoolOptions processes() {
    JsonNode worker = options.path("worker");
    return worker.path("runtime").asString("thread").equals("process")
        ? new ProcessPoolOptions(worker, options.get("permission"))
        : null;
  }

  /** What to tell the program when it says how processes are made and has workers in threads; null when there is nothing to tell. */
  public @Nullable String unused() {
    JsonNode worker = options.path("worker");
    List<String> names = OF_PROCESSES.stream().filter(worker::has).toList();
    if (names.isEmpty() || processes() != null) {
      return null;
    }
    return "createPool: worker." + String.join(", worker.", names)
        + " has no effect, as the workers are threads; add worker.runtime: \"process\" for processes";
  }

  /** Number of workers. */
  public int threads() {
    return options.has("threads") ? options.get("threads").asInt() : 1;
  }

  /** What the workers may do. */
  public Permissions permissions(Path cwd) {
    JsonNode permission = options.get("permission");
    return PermissionInput.ofOption(permission == null ? null : permission.toString(), cwd);
  }

  /** The {@code worker.bootstrap} option, its {@code href} a file URL; null without one. */
  public @Nullable JsonNode bootstrap() {
    JsonNode hook = options.path("worker").get("bootstrap");
    return hook == null || hook.isNull() ? null : hook;
  }

  /** Puts everything else into a builder. */
  public void apply(PoolBuilder builder) {
    payload(builder);
    worker(builder);
    JsonNode balancer = options.path("balancer");
    String name = balancer.isObject() ? balancer.path("strategy").asString("") : balancer.asString("");
    if (!name.isEmpty()) {
      builder.balancer(name);
    }
    if (options.has("abortSignalCapacity")) {
      builder.abortSignalCapacity(options.get("abortSignalCapacity").asInt());
    }
    JsonNode host = options.path("host");
    if (host.has("steal")) {
      builder.balancer(host.get("steal").asBoolean() ? Balancer.WORK_STEALING : Balancer.ROUND_ROBIN);
    }
    if (host.has("stallFreeLoops") || host.has("maxBackoffMs")) {
      builder.host(
          host.path("stallFreeLoops").asInt(128), host.path("maxBackoffMs").asInt(10));
    }
    debug(builder);
  }

  private void payload(PoolBuilder builder) {
    JsonNode payload = options.path("payload");
    if (payload.has("mode")) {
      builder.payloadMode(
          PayloadOptions.Mode.valueOf(payload.get("mode").asString().toUpperCase(Locale.ROOT)));
    }
    if (payload.has("payloadInitialBytes")) {
      builder.payloadInitialBytes(payload.get("payloadInitialBytes").asLong());
    }
    if (payload.has("payloadMaxByteLength")) {
      builder.payloadMaxByteLength(payload.get("payloadMaxByteLength").asLong());
    }
    if (payload.has("maxPayloadBytes")) {
      builder.maxPayloadBytes(payload.get("maxPayloadBytes").asLong());
    }
  }

  private void worker(PoolBuilder builder) {
    JsonNode worker = options.path("worker");
    if (worker.path("resolveAfterFinishingAll").asBoolean(false)) {
      builder.resolveAfterFinishingAll();
    }
    if (worker.path("hardTimeoutMs").isNumber()) {
      builder.hardTimeoutMs(worker.get("hardTimeoutMs").asLong());
    }
    JsonNode timers = worker.path("timers");
    if (timers.isObject()) {
      WorkerTimers usual = WorkerTimers.defaults();
      builder.timers(
          Duration.ofNanos((long) (timers.path("spinMicroseconds").asDouble(usual.spinNs() / 1e3) * 1e3)),
          Duration.ofNanos((long) (timers.path("parkMs").asDouble(usual.parkNs() / 1e6) * 1e6)),
          Duration.ofNanos((long) timers.path("pauseNanoseconds").asDouble((double) usual.pauseNs())));
    }
  }

  private void debug(PoolBuilder builder) {
    JsonNode debug = options.path("debug");
    if (debug.isBoolean() && debug.booleanValue()) {
      builder.debug();
    } else if (debug.isObject()) {
      List<String> names = new ArrayList<>();
      debug.properties().stream().filter(e -> e.getValue().asBoolean(false)).forEach(e -> names.add(e.getKey()));
      if (!names.isEmpty()) {
        builder.debug(names.toArray(String[]::new));
      }
    }
  }
}
