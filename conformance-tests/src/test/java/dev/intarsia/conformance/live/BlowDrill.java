package dev.intarsia.conformance.live;

import dev.intarsia.host.CallOptions;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.PoolStatistics;
import dev.intarsia.host.TaskTimeoutException;
import dev.intarsia.host.WorkerLostException;
import dev.intarsia.host.Workers;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.ProcessWorkers;
import dev.intarsia.host.process.WorkerTasks;
import dev.intarsia.js.JsWorkers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A pool of each kind of workers under load, and one blow after the other at a worker of one of them. */
final class BlowDrill {
  private static final int WORKERS = 2;
  private static final int BATCH = 8;
  private static final int LARGE_CHARS = 60_000;
  private static final long PATIENCE_S = 60;
  private static final Duration HARD_LIMIT = Duration.ofSeconds(1);
  /** How late a limit may go off: on a busy machine the clock's thread has to wait for a processor. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  private static final String MODULE = """
      export const echo = (x) => x;
      export const nap = (ms) => new Promise((done) => setTimeout(done, ms, ms));
      export const work = (ms) => { const end = Date.now() + ms; while (Date.now() < end); return ms; };
      export const run = () => { for (;;); };
      """;

  /** Who is struck. */
  enum Kind {
    JAVA,
    JS,
    INTARSIA,
    BUN,
    DENO;

    boolean isProcess() {
      return this != JAVA && this != JS;
    }
  }

  /** What calls came to. */
  static final class Tally {
    final AtomicLong answered = new AtomicLong();
    final AtomicLong lost = new AtomicLong();
    final AtomicLong timedOut = new AtomicLong();
    final AtomicLong late = new AtomicLong();
    final AtomicLong unsettled = new AtomicLong();
    final AtomicLong longestMs = new AtomicLong();
    final Map<String, Integer> wrong = new ConcurrentHashMap<>();
    /** What the lanes were at when a call became late: ready ones should have had it. */
    final Map<String, Integer> lanesWhenLate = new ConcurrentHashMap<>();

    int blows;

    private void noteLate(PoolStatistics statistics) {
      String lanes = statistics.lanes().stream()
          .map(lane -> lane.state().toString())
          .sorted()
          .collect(Collectors.joining("+"));
      lanesWhenLate.merge(lanes, 1, Integer::sum);
      System.err.println(statistics);
    }

    @Override
    public String toString() {
      return blows + " blows; " + answered + " calls answered, " + lost + " lost with their worker, " + timedOut
          + " over a limit of their own; " + late + " later than they may be, the longest took " + longestMs
          + " ms; " + unsettled + " unsettled; wrong: " + wrong
          + "; lanes when a call was late: " + lanesWhenLate;
    }
  }

  private final Map<Kind, Pool> pools = new EnumMap<>(Kind.class);
  private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
  private final Duration mayTake;
  private final Random random = new Random(1);
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final List<Thread> callers = new ArrayList<>();

  /**
   * @param mayTake how long a call without a limit of its own may take to settle
   */
  BlowDrill(Path folder, List<Kind> kinds, Duration mayTake) throws IOException {
    this.mayTake = mayTake;
    Path module = Files.writeString(folder.resolve("blows.mjs"), MODULE);
    for (Kind kind : kinds) {
      Pool pool = Pool.builder()
          .workers(workers(kind, module))
          .hardTimeout(HARD_LIMIT)
          .prewarm()
          .build();
      pools.put(kind, pool);
      tallies.put(kind, new Tally());
    }
  }

  private static Workers workers(Kind kind, Path module) {
    return switch (kind) {
      case JAVA ->
        JavaWorkers.of(WORKERS)
            .task("echo", Object.class, Object.class, x -> x)
            .task("nap", Double.class, Double.class, BlowDrill::nap)
            .task("work", Double.class, Double.class, BlowDrill::nap)
            .task("run", Double.class, Double.class, x -> nap(1e9));
      case JS -> JsWorkers.of(module).threads(WORKERS);
      case INTARSIA ->
        ProcessWorkers.of(ProcessRuntime.INTARSIA, javaTasks())
            .count(WORKERS)
            .options(KillDrill.options(ProcessRuntime.INTARSIA).build());
      case BUN, DENO -> {
        ProcessRuntime runtime = ProcessRuntime.valueOf(kind.name());
        yield ProcessWorkers.of(runtime, WorkerTasks.ofFiles(List.of(module), List.of("echo", "nap", "work", "run")))
            .count(WORKERS)
            .options(KillDrill.options(runtime).build());
      }
    };
  }

  /** Methods, since a JVM that loads a JS engine first takes longer to start than a call may take on a busy machine. */
  private static WorkerTasks javaTasks() {
    String here = BlowDrill.class.getName() + "$Tasks::";
    return WorkerTasks.ofJava("echo", here + "echo")
        .withJava("nap", here + "nap")
        .withJava("work", here + "nap")
        .withJava("run", here + "run");
  }

  /** What JVM processes serve. */
  public static final class Tasks {
    private Tasks() {}

    public static @Nullable Object echo(@Nullable Object value) {
      return value;
    }

    public static double nap(double ms) throws InterruptedException {
      Thread.sleep((long) ms);
      return ms;
    }

    public static double run(double ms) {
      for (; ; ) {
        Thread.onSpinWait();
      }
    }
  }

  private static Double nap(Double ms) throws InterruptedException {
    Thread.sleep(ms.longValue());
    return ms;
  }

  /** Blows once in {@code interval} for {@code length}. */
  Map<Kind, Tally> run(Duration length, Duration interval) throws InterruptedException {
    pools.forEach((kind, pool) -> callers.add(Thread.ofPlatform().daemon().start(() -> call(pool, tally(kind)))));
    List<Kind> kinds = List.copyOf(pools.keySet());
    long start = System.nanoTime();
    for (int blow = 0; System.nanoTime() - start < length.toNanos(); blow++) {
      Thread.sleep(interval);
      Kind kind = kinds.get(blow % kinds.size());
      strike(kind, blow / kinds.size());
      tally(kind).blows++;
    }
    stopped.set(true);
    for (Thread caller : callers) {
      caller.join();
    }
    pools.values().forEach(Pool::close);
    return tallies;
  }

  private Tally tally(Kind kind) {
    return Objects.requireNonNull(tallies.get(kind));
  }

  private void strike(Kind kind, int turn) {
    Pool pool = Objects.requireNonNull(pools.get(kind));
    if (!kind.isProcess() || turn % 4 == 3) {
      watched(pool.call("run", 0.0), 0.0, mayTake, tally(kind)); // it may wait for a worker before its limit counts
      return;
    }
    List<ProcessHandle> workers = own(kind);
    if (workers.isEmpty()) {
      return;
    }
    ProcessHandle victim = workers.get(random.nextInt(workers.size()));
    if (turn % 4 == 1) {
      signal("-STOP", victim);
    } else {
      victim.destroyForcibly();
    }
  }

  /** Those that a kind's pool has started: each kind's command line names its runtime alone. */
  private static List<ProcessHandle> own(Kind kind) {
    return KillDrill.workers().stream()
        .filter(worker -> {
          String command = worker.info().command().orElse("");
          return switch (kind) {
            case BUN -> command.contains("bun");
            case DENO -> command.contains("deno");
            default -> command.endsWith("java");
          };
        })
        .toList();
  }

  private static void signal(String signal, ProcessHandle to) {
    try {
      new ProcessBuilder("kill", signal, Long.toString(to.pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void call(Pool pool, Tally tally) {
    Random mine = new Random(7);
    String large = "x".repeat(LARGE_CHARS);
    while (!stopped.get()) {
      List<PoolCall<?>> batch = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        Object argument = i == 0 ? large : i == 1 ? "text " + mine.nextInt() : (Object) (double) mine.nextInt(20);
        String task = i < 4 ? "echo" : i < 6 ? "nap" : "work";
        Duration limit = i % 2 == 0 ? null : Duration.ofMillis(20 + mine.nextInt(800));
        CallOptions options = limit == null ? CallOptions.none() : CallOptions.timeout(limit);
        batch.add(
            watched(pool.call(task, argument, options), argument, limit == null ? mayTake : limit.plus(SLACK), tally));
      }
      for (PoolCall<?> call : batch) {
        try {
          call.toCompletableFuture().get(mayTake.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
          tally.noteLate(pool.statistics());
          if (!settles(call)) {
            tally.unsettled.incrementAndGet();
          }
        } catch (Exception told) {
          // Counted where it ended.
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static boolean settles(PoolCall<?> call) {
    try {
      call.toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (Exception told) {
      // Counted where it ended.
    }
    return true;
  }

  private PoolCall<?> watched(PoolCall<?> call, Object expected, Duration may, Tally tally) {
    long start = System.nanoTime();
    var _ = call.whenComplete((value, failure) -> {
      long ms = Duration.ofNanos(System.nanoTime() - start).toMillis();
      tally.longestMs.accumulateAndGet(ms, Math::max);
      if (ms > may.toMillis()) {
        tally.late.incrementAndGet();
      }
      count(value, failure, expected, tally);
    });
    return call;
  }

  private static void count(@Nullable Object value, @Nullable Throwable failure, Object expected, Tally tally) {
    Throwable cause = failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
    if (cause == null) {
      if (expected.equals(value)) {
        tally.answered.incrementAndGet();
      } else {
        tally.wrong.merge("a wrong result", 1, Integer::sum);
      }
    } else if (cause instanceof WorkerLostException) {
      tally.lost.incrementAndGet();
    } else if (cause instanceof TaskTimeoutException) {
      tally.timedOut.incrementAndGet();
    } else {
      tally.wrong.merge(String.valueOf(cause), 1, Integer::sum);
    }
  }
}
