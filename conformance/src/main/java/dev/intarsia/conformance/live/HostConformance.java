package dev.intarsia.conformance.live;

import dev.intarsia.conformance.live.LiveResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Plays a worker to a live host. The host is a program that makes a pool whose {@code processCommandPrefix} is what
 * {@link #WORKER_VARIABLE} names, checks that its calls return their argument (or reject with it, where the task's
 * name starts with {@code fail}), exits with 0 when they do, and with another code at the first call that ends otherwise.
 */
public final class HostConformance {
  /** The environment variable that tells the host's program what its worker is. */
  public static final String WORKER_VARIABLE = "INTARSIA_CONFORM_WORKER";

  private static final String CONTENT = "is content with its replies";
  private static final String LOST = "settles its calls when its worker ends";
  private static final String DEEP = "starts no worker below a worker";
  private static final String SIGTERM = "ends its worker with SIGTERM";
  private static final String WAKES = "adds to op for a parked worker";
  private static final String NAME = "removes its memory's name";
  /** After so many requests the worker of the check {@link #LOST} ends. */
  private static final int LOST_AFTER = 20;

  private final List<String> command;
  private final Options options;
  private final Consumer<String> output;
  private final Checker checker;

  /**
   * What is run, and how.
   *
   * @param patience how long the program may take
   * @param seed of the order of replies
   */
  public record Options(Duration patience, long seed, CheckSelection selection) {}

  public HostConformance(List<String> command, Duration patience, long seed, Consumer<String> output) {
    this(command, new Options(patience, seed, CheckSelection.all()), output);
  }

  /**
   * @param command runs the host's program
   * @param output takes what it prints
   */
  public HostConformance(List<String> command, Options options, Consumer<String> output) {
    this.command = List.copyOf(command);
    this.options = options;
    this.output = output;
    checker = new Checker(LiveCatalog.host(), options.selection());
  }

  /** Runs the program, gathers what its workers saw, and runs it again where a check needs a start of its own. */
  public List<LiveResult> run() throws IOException {
    if (!inFolder(this::serve)) {
      return checker.results();
    }
    if (checker.wants(LOST)) {
      inFolder(this::lose);
    }
    if (checker.wants(DEEP)) {
      inFolder(this::nest);
    }
    return checker.results();
  }

  /** A run of the program, with a folder for its workers' logs. */
  private interface Run {
    /** Returns false where no other run is worth while. */
    boolean in(Path folder) throws IOException;
  }

  private static boolean inFolder(Run run) throws IOException {
    Path folder = Files.createTempDirectory("intarsia-conform");
    try {
      return run.in(folder);
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(folder);
    }
  }

  private boolean serve(Path folder) throws IOException {
    HostRun run = HostRun.of(command, options, output, folder, Map.of(), 0);
    checker.judge(CONTENT, run.ended() ? run.code() == 0 ? null : "exit code " + run.code() : "it runs on");
    List<LiveResult> seen = ProbeLog.read(folder);
    if (seen.isEmpty()) {
      checker.always("starts its worker", "no process was started of processCommandPrefix [$" + WORKER_VARIABLE + "]");
      return false;
    }
    checker.judge("starts its worker", null);
    seen.forEach(checker::seen);
    if (seen.stream().noneMatch(r -> r.id().equals(SIGTERM))) {
      checker.judge(SIGTERM, "killed, or left running");
    }
    if (seen.stream().noneMatch(r -> r.id().equals(WAKES))) {
      checker.unimplemented(WAKES, "no call met a parked worker: leave the worker idle for 500 ms once");
    }
    names(folder, run);
    return run.ended();
  }

  /** Looks for what the host has left, and removes it. */
  private void names(Path folder, HostRun run) throws IOException {
    List<String> left = new ArrayList<>();
    List<String> names = ProbeLog.memories(folder);
    for (String name : names) {
      if (Files.deleteIfExists(Path.of("/dev/shm", name))) {
        left.add(name);
      }
    }
    if (run.ended() && !names.isEmpty()) {
      checker.judge(
          NAME, left.isEmpty() ? null : "/dev/shm/" + left.getFirst() + " was still there when the host had ended");
    }
  }

  /** The program may end as it likes, as long as it does: a call that is never settled keeps it. */
  private boolean lose(Path folder) throws IOException {
    HostRun run = HostRun.of(command, options, output, folder, Map.of(), LOST_AFTER);
    checker.judge(
        LOST, run.ended() ? null : "the program runs on, " + options.patience().toSeconds() + " s after its start");
    return true;
  }

  private boolean nest(Path folder) throws IOException {
    HostRun.of(command, options, output, folder, Map.of("KNITTING_POOL_DEPTH", "1"), 0);
    boolean started = ProbeLog.read(folder).stream().anyMatch(result -> result.status() != Status.INFORMATIONAL);
    checker.judge(DEEP, started ? "with KNITTING_POOL_DEPTH=1 in its environment it started a worker" : null);
    return true;
  }
}
