package dev.intarsia.host.process;

import dev.intarsia.bridge.boot.WorkerTimers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How process workers are started and watched, with knitting's names where it has them.
 *
 * @param command the whole worker command, in place of what the runtime would be started with; empty for that
 * @param commandPrefix {@code processCommandPrefix}: what the worker's command is appended to, such as {@code bwrap}
 * @param knitting the knitting package's directory; null to look for it
 * @param named whether the memory has a name rather than being inherited ({@code processSharedMemory})
 * @param namePrefix put into the name, at most eight characters
 * @param unlinkOnShutdown whether this side takes the name away
 * @param runtimeFlags flags of the runtime, before the worker's file; with Deno they replace {@code -A}, and with
 *     {@code intarsia} they are JVM flags such as {@code -Xmx256m}
 * @param environment added to this process's environment; an empty value takes a variable away
 * @param workingDirectory of the workers; null for this process's own
 * @param startTimeout from the start to readiness
 * @param heartbeatTimeout a worker that has neither moved its signal words nor used any processor for so long is lost
 * @param timers how the worker idles
 */
public record ProcessOptions(
    List<String> command,
    List<String> commandPrefix,
    @Nullable Path knitting,
    boolean named,
    String namePrefix,
    boolean unlinkOnShutdown,
    List<String> runtimeFlags,
    Map<String, String> environment,
    @Nullable Path workingDirectory,
    Duration startTimeout,
    Duration heartbeatTimeout,
    WorkerTimers timers) {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(30);
  /** The reference's default: a parked worker looks for work itself after a millisecond. */
  private static final WorkerTimers TIMERS = new WorkerTimers(null, 1.0, null);

  public ProcessOptions {
    command = List.copyOf(command);
    commandPrefix = List.copyOf(commandPrefix);
    runtimeFlags = List.copyOf(runtimeFlags);
    environment = Map.copyOf(environment);
    for (String part : commandPrefix) {
      if (part.isEmpty()) {
        throw new IllegalArgumentException("processCommandPrefix has an empty string: every part must be a word");
      }
    }
  }

  /**
   * Whether the worker's standard input is a pipe that ends with the prefix's process or the host. Nothing is written to
   * it. What a container's client leaves behind when it is killed learns of that by no other way.
   */
  boolean endsInput() {
    return named && !commandPrefix.isEmpty();
  }

  /** Memory inherited on fd 0, no prefix, 20 s to start. */
  public static ProcessOptions defaults() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Options that differ from the defaults. */
  public static final class Builder {
    private final List<String> command = new ArrayList<>();
    private final List<String> commandPrefix = new ArrayList<>();
    private final List<String> runtimeFlags = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private @Nullable Path knitting;
    private boolean named;
    private String namePrefix = "";
    private boolean unlinkOnShutdown = true;
    private @Nullable Path workingDirectory;
    private Duration startTimeout = START_TIMEOUT;
    private Duration heartbeatTimeout = HEARTBEAT_TIMEOUT;
    private WorkerTimers timers = TIMERS;

    Builder() {}

    public Builder command(List<String> words) {
      command.addAll(words);
      return this;
    }

    public Builder commandPrefix(String... words) {
      commandPrefix.addAll(List.of(words));
      return this;
    }

    public Builder knitting(Path directory) {
      knitting = directory;
      return this;
    }

    /** Memory with a name: for prefixes that do not hand fd 0 on. */
    public Builder named(String prefix) {
      named = true;
      namePrefix = prefix;
      return this;
    }

    public Builder unlinkOnShutdown(boolean unlink) {
      unlinkOnShutdown = unlink;
      return this;
    }

    public Builder runtimeFlags(String... flags) {
      runtimeFlags.addAll(List.of(flags));
      return this;
    }

    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    public Builder workingDirectory(Path directory) {
      workingDirectory = directory;
      return this;
    }

    public Builder startTimeout(Duration timeout) {
      startTimeout = timeout;
      return this;
    }

    public Builder heartbeatTimeout(Duration timeout) {
      heartbeatTimeout = timeout;
      return this;
    }

    public Builder timers(WorkerTimers newTimers) {
      timers = newTimers;
      return this;
    }

    public ProcessOptions build() {
      return new ProcessOptions(
          command,
          commandPrefix,
          knitting,
          named,
          namePrefix,
          unlinkOnShutdown,
          runtimeFlags,
          environment,
          workingDirectory,
          startTimeout,
          heartbeatTimeout,
          timers);
    }
  }
}
