package dev.intarsia.conformance.live;

import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.WorkerLostException;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.ProcessWorkers;
import dev.intarsia.host.process.WorkerTasks;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Kills process workers under load and looks at what becomes of their calls. */
final class KillDrill {
  private static final int CALLS = 24;
  private static final int LARGE_CHARS = 300_000;
  private static final int CONTROL_BYTES = 37_568;
  private static final long LIMIT_S = 60;
  private static final long NAP_MS = 2;

  /** What is done to a worker. */
  enum Blow {
    KILL_MID_CALL,
    KILL_MID_WRITE,
    KILL_AT_START,
    STOP,
    STOP_AT_START,
    NOISE
  }

  private final WorkerTasks tasks;
  private final ProcessRuntime runtime;
  private final ProcessOptions options;
  private final Random random;
  private final Map<Blow, Long> longestMs = new EnumMap<>(Blow.class);
  private int lost;
  private int answered;

  KillDrill(WorkerTasks tasks, ProcessRuntime runtime, ProcessOptions options, long seed) {
    this.tasks = tasks;
    this.runtime = runtime;
    this.options = options;
    this.random = new Random(seed);
  }

  static ProcessOptions.Builder options(ProcessRuntime runtime) {
    return runtime == ProcessRuntime.INTARSIA
        ? ProcessOptions.builder()
            .environment("INTARSIA_BINARY", "")
            .runtimeFlags("-XX:TieredStopAtLevel=1")
            .startTimeout(Duration.ofSeconds(LIMIT_S))
        : Peers.options();
  }

  Pool pool() {
    return Pool.builder()
        .workers(ProcessWorkers.of(runtime, tasks).count(2).options(options))
        .payloadMaxByteLength(1 << 23)
        .build();
  }

  /** One blow to each kind of pool there is: calls in flight, calls after it. */
  void strike(Pool pool, Blow blow) throws Exception {
    answers(pool);
    List<PoolCall<?>> calls = new ArrayList<>();
    List<Object> arguments = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      boolean large = blow == Blow.KILL_MID_WRITE || i % 8 == 0;
      Object argument = large ? "x".repeat(LARGE_CHARS) + i : Double.valueOf(i);
      arguments.add(argument);
      calls.add(pool.call(!large && i % 3 == 0 ? "spin" : "echo", argument));
    }
    Thread.sleep(random.nextInt(20));
    ProcessHandle victim = workers().getFirst();
    long start = System.nanoTime();
    ProcessHandle next = deal(victim, blow);
    for (int i = 0; i < CALLS; i++) {
      check(calls.get(i), arguments.get(i));
    }
    longestMs.merge(blow, Duration.ofNanos(System.nanoTime() - start).toMillis(), Math::max);
    // Also a worker that noise struck after its last reply: supervision finds it without a call.
    victim.onExit().toCompletableFuture().get(LIMIT_S, TimeUnit.SECONDS);
    next.onExit().toCompletableFuture().get(LIMIT_S, TimeUnit.SECONDS);
  }

  private void check(PoolCall<?> call, Object expected) throws Exception {
    try {
      Object got = call.toCompletableFuture().get(LIMIT_S, TimeUnit.SECONDS);
      if (!expected.equals(got)) {
        throw new AssertionError(
            "a wrong result of " + call.task() + ": " + String.valueOf(got).length() + " characters");
      }
      answered++;
    } catch (java.util.concurrent.ExecutionException e) {
      if (!(e.getCause() instanceof WorkerLostException)) {
        throw e;
      }
      lost++;
    } catch (TimeoutException e) {
      throw new AssertionError(call.task() + " did not settle in " + LIMIT_S + " s", e);
    }
  }

  /** Returns the last process that was struck. */
  private ProcessHandle deal(ProcessHandle victim, Blow blow) throws Exception {
    List<Long> known = workers().stream().map(ProcessHandle::pid).toList();
    ProcessHandle struck = victim;
    switch (blow) {
      case KILL_MID_CALL, KILL_MID_WRITE -> victim.destroyForcibly();
      case KILL_AT_START, STOP_AT_START -> {
        victim.destroyForcibly();
        struck = awaitNext(known, blow == Blow.STOP_AT_START);
        if (blow == Blow.STOP_AT_START) {
          stop(struck);
        } else {
          struck.destroyForcibly();
        }
      }
      case STOP -> stop(victim);
      case NOISE -> noise(victim.pid());
    }
    return struck;
  }

  private static void stop(ProcessHandle worker) throws Exception {
    new ProcessBuilder("kill", "-STOP", Long.toString(worker.pid())).start().waitFor();
  }

  /**
   * @param launched whether it has to have left the JDK's hands: while its launch is stopped, whoever started it waits
   */
  private static ProcessHandle awaitNext(List<Long> known, boolean launched) throws InterruptedException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(LIMIT_S)) {
      for (ProcessHandle worker : workers()) {
        if (!known.contains(worker.pid()) && (!launched || isLaunched(worker))) {
          return worker;
        }
      }
      Thread.sleep(NAP_MS);
    }
    throw new AssertionError("no worker took the place of the one that was killed");
  }

  private static boolean isLaunched(ProcessHandle worker) {
    Optional<String> program = worker.info().command();
    return program.isPresent()
        && !program.get().endsWith("/jspawnhelper")
        && !worker.info().commandLine().equals(ProcessHandle.current().info().commandLine());
  }

  /** Overwrites signals, lock words and slots: all that both sides act upon. */
  void noise(long pid) throws IOException {
    byte[] bytes = new byte[CONTROL_BYTES];
    random.nextBytes(bytes);
    try (RandomAccessFile memory = new RandomAccessFile("/proc/" + pid + "/fd/0", "rw")) {
      memory.write(bytes);
    }
  }

  /** Calls until both workers have answered again. */
  static void answers(Pool pool) throws InterruptedException {
    int inARow = 0;
    for (long start = System.nanoTime(); inARow < 4; ) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LIMIT_S)) {
        throw new AssertionError("the pool does not answer again");
      }
      try {
        Object got = pool.call("echo", "again").await();
        inARow = got != null && got.equals("again") ? inARow + 1 : 0;
      } catch (WorkerLostException e) {
        inARow = 0;
        Thread.sleep(NAP_MS);
      }
    }
  }

  /** The worker processes of this one. */
  static List<ProcessHandle> workers() {
    return ProcessHandle.current()
        .children()
        .filter(child -> !isOrphanReaper(child))
        .toList();
  }

  private static boolean isOrphanReaper(ProcessHandle child) {
    return child
        .info()
        .command()
        .map(c -> c.endsWith("/sh") || c.endsWith("/dash") || c.endsWith("/bash"))
        .orElse(true);
  }

  /** Memory of this implementation that still has a name. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/dev/shm"), "*-drill")) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (IOException e) {
      names.add(String.valueOf(e.getMessage()));
    }
    return names;
  }

  String summary() {
    return answered + " calls answered, " + lost
        + " lost with their worker; the longest took so many ms from the blow: " + longestMs;
  }

  /** A host to be killed: makes a pool whose memory keeps its name, says who its workers are, and stays. */
  static final class Host {
    private Host() {}

    /**
     * @param arguments a module, and a runtime
     */
    public static void main(String[] arguments) throws Exception {
      WorkerTasks tasks = WorkerTasks.ofFiles(List.of(Path.of(arguments[0])), Peers.NAMES);
      ProcessRuntime runtime = ProcessRuntime.of(arguments[1]);
      ProcessOptions options = options(runtime).named("drill").build();
      try (Pool pool = new KillDrill(tasks, runtime, options, 1).pool()) {
        answers(pool);
        @Nullable Object spinning = pool.call("spin", 600_000.0);
        workers().forEach(worker -> System.out.println(worker.pid()));
        System.out.println("ready " + (spinning != null));
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }
}
