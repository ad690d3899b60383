package dev.intarsia.js.program;

import dev.intarsia.bridge.boot.WorkerTimers;
import dev.intarsia.host.permission.Permissions;
import dev.intarsia.host.process.PlacedTasks;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.ProcessWorkers;
import dev.intarsia.host.process.RuntimePermissions;
import dev.intarsia.host.process.TaskPlace;
import dev.intarsia.host.process.WorkerStartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The {@code worker} options of a program's pool whose workers are processes. */
public final class ProcessPoolOptions {
  /** The reference waits without end; a whole JVM with its modules may take long on a busy machine. */
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  private final JsonNode worker;
  private final @Nullable JsonNode permission;
  private final ProcessRuntime runtime;

  ProcessPoolOptions(JsonNode worker, @Nullable JsonNode permission) {
    this.worker = worker;
    this.permission = permission;
    String name = worker.path("processRuntime").asString("intarsia");
    try {
      runtime = ProcessRuntime.of(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "worker.processRuntime is \"" + name
              + "\"; use \"node\", \"deno\" or \"bun\", or leave it out for workers of this" + " library",
          e);
    }
  }

  /** A set of workers, and the name that each task of the request is served under. */
  public record Found(ProcessWorkers workers, List<String> names) {}

  /**
   * Finds the tasks, which starts a process for all runtimes but this library's own.
   *
   * @param wanted what the workers may do, within what the program may
   * @param own what the program may do
   * @param warn takes what does not hold
   * @throws IllegalArgumentException for an option that can't be meant, or a restriction that would not hold
   * @throws dev.intarsia.host.permission.PermissionDeniedException when the program may not run the command
   * @throws WorkerStartException when the runtime, its package or a task is missing
   */
  public Found find(PoolRequest request, int threads, Permissions wanted, Permissions own, Consumer<String> warn) {
    requireRun(own);
    RuntimeLimits.check(runtime, permission);
    String warning = RuntimeLimits.warning(runtime, permission);
    if (warning != null) {
      warn.accept(warning);
    }
    return find(request, threads, wanted, own.cwd());
  }

  private Found find(PoolRequest request, int threads, Permissions wanted, Path cwd) {
    List<Path> modules =
        request.tasks().stream().map(TaskPlace::file).distinct().toList();
    List<String> flags = runtime == ProcessRuntime.INTARSIA
        ? List.of()
        : RuntimePermissions.flags(runtime, wanted, options(List.of(), cwd), modules, System.getenv());
    ProcessOptions options = options(flags, cwd);
    PlacedTasks placed = PlacedTasks.find(runtime, options, request.tasks(), request.abortable(), request.timed());
    JsonNode hook = worker.get("bootstrap");
    ProcessWorkers workers =
        ProcessWorkers.of(runtime, placed.tasks()).count(threads).options(options);
    if (runtime == ProcessRuntime.INTARSIA) {
      workers.permissions(wanted);
    }
    if (hook != null && !hook.isNull()) {
      workers.bootstrapJson(hook.toString());
    }
    return new Found(workers, placed.names());
  }

  /** A foreign runtime, or a wrapper, is a program like any other. This library's own workers keep to its permissions. */
  private void requireRun(Permissions own) {
    String command = prefix().isEmpty() ? runtime.id() : prefix().getFirst();
    boolean ours = prefix().isEmpty() && runtime == ProcessRuntime.INTARSIA;
    if (!ours) {
      own.checkRun(command);
    }
  }

  private List<String> prefix() {
    JsonNode prefix = worker.get("processCommandPrefix");
    if (prefix == null || prefix.isNull()) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    if (!prefix.isArray()) {
      throw new IllegalArgumentException(
          "worker.processCommandPrefix is " + prefix + "; use an array of words, such as [\"nice\", \"-n\", \"5\"]");
    }
    for (JsonNode word : prefix) {
      if (!word.isString() || word.stringValue().isEmpty()) {
        throw new IllegalArgumentException(
            "worker.processCommandPrefix[" + words.size() + "] is " + word + "; use a non-empty string");
      }
      words.add(word.stringValue());
    }
    return words;
  }

  private ProcessOptions options(List<String> flags, Path cwd) {
    ProcessOptions.Builder builder = ProcessOptions.builder()
        .commandPrefix(prefix().toArray(String[]::new))
        .runtimeFlags(flags.toArray(String[]::new))
        .workingDirectory(cwd)
        .startTimeout(START_TIMEOUT);
    JsonNode memory = worker.path("processSharedMemory");
    String mode = memory.isObject() ? memory.path("mode").asString("inherit") : memory.asString("inherit");
    switch (mode) {
      case "inherit" -> {}
      case "named" -> builder.named(memory.path("namePrefix").asString("kpw"));
      default ->
        throw new IllegalArgumentException(
            "worker.processSharedMemory is \"" + mode + "\"; use \"inherit\", or \"named\" behind a container");
    }
    builder.unlinkOnShutdown(memory.path("unlinkOnShutdown").asBoolean(true));
    JsonNode timers = worker.path("timers");
    if (timers.isObject()) {
      builder.timers(new WorkerTimers(
          number(timers, "spinMicroseconds"), number(timers, "parkMs"), number(timers, "pauseNanoseconds")));
    }
    return builder.build();
  }

  private static @Nullable Double number(JsonNode node, String name) {
    return node.path(name).isNumber() ? node.get(name).asDouble() : null;
  }
}
