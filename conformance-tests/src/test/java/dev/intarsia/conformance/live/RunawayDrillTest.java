package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.memory.ProcessSharedBuffer;
import dev.intarsia.host.Balancer;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.PoolListener;
import dev.intarsia.host.TaskTimeoutException;
import dev.intarsia.host.Workers;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.ProcessWorkers;
import dev.intarsia.host.process.WorkerTasks;
import dev.intarsia.js.JsWorkers;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runaways among innocent calls, with every balancer, in short and long queues. {@code -Dintarsia.runaways=200} makes it long:
 * that many for each kind of workers.
 */
@Timeout(3600)
class RunawayDrillTest {
  private static final int RUNAWAYS = Integer.getInteger("intarsia.runaways", 0);
  private static final int WORKERS = 2;
  /** Innocent calls between two runaways, in a short queue and in a long one. */
  private static final int[] INNOCENTS = {3, 60};

  private static final long PATIENCE_S = 120;
  private static final Duration LIMIT = Duration.ofMillis(500);
  private static final int SLOTS = 1024;
  private static final VarHandle WORD = ValueLayout.JAVA_INT.varHandle();

  /** A runaway counts in a word of its own for as long as it runs. */
  private static final String MODULE = """
      export const echo = (x) => x;
      export const run = (buffer) => {
        const bytes = buffer.bytes();
        const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
        const mine = 1 + words[0]++;
        for (;;) words[mine]++;
      };
      """;

  @TempDir
  private Path folder;

  /** Who runs them, and how many balancers a short drill tries. */
  enum Kind {
    JAVA(Balancer.values().length),
    JS(Balancer.values().length),
    BUN(2),
    DENO(1),
    INTARSIA(1);

    private final int balancers;

    Kind(int balancers) {
      this.balancers = balancers;
    }
  }

  private Workers workers(Kind kind) throws IOException {
    Path module = Files.writeString(folder.resolve("runaways.mjs"), MODULE);
    return switch (kind) {
      case JAVA ->
        JavaWorkers.of(WORKERS)
            .task("echo", Double.class, Double.class, x -> x)
            .task("run", ProcessSharedBuffer.class, Double.class, RunawayDrillTest::run);
      case JS -> JsWorkers.of(module).threads(WORKERS);
      case INTARSIA, BUN, DENO -> {
        ProcessRuntime runtime = ProcessRuntime.valueOf(kind.name());
        yield ProcessWorkers.of(runtime, WorkerTasks.ofFiles(List.of(module), List.of("echo", "run")))
            .count(WORKERS)
            .options(KillDrill.options(runtime).build());
      }
    };
  }

  private static Double run(ProcessSharedBuffer buffer) throws InterruptedException {
    int mine = 1 + (int) WORD.getAndAdd(buffer.segment(), 0L, 1);
    for (long offset = (long) mine * Integer.BYTES; ; ) {
      int _ = (int) WORD.getAndAdd(buffer.segment(), offset, 1);
      Thread.sleep(1);
    }
  }

  /** What a drill came to. */
  private static final class Tally implements PoolListener {
    private final ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
    /** Workers ended beyond one for each runaway, or for another reason. */
    private final List<String> healthyEnded = new ArrayList<>();

    private int runaways;
    private int left;
    private int innocents;
    private final List<Throwable> innocentsFailed = new ArrayList<>();

    @Override
    public void workerLost(String worker, Throwable cause) {
      ended.add(worker + ": " + cause);
    }

    /** Once all pools are closed: a loss may be told after its runaway has stopped. */
    private void judgeEnded() {
      List<String> all = new ArrayList<>(ended);
      if (all.size() > runaways) {
        healthyEnded.addAll(all.subList(runaways, all.size()));
      }
      all.stream().filter(cause -> !cause.contains("the hard timeout")).forEach(healthyEnded::add);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void shouldEndEveryRunawayAndHurtNobody(Kind kind) throws Exception {
    if (kind == Kind.BUN || kind == Kind.DENO) {
      Peers.require(ProcessRuntime.valueOf(kind.name()));
    }
    List<Balancer> balancers =
        Arrays.asList(Balancer.values()).subList(0, RUNAWAYS > 0 ? Balancer.values().length : kind.balancers);
    int pools = balancers.size() * INNOCENTS.length;
    int each = Math.max(1, (RUNAWAYS + pools - 1) / pools);
    Tally tally = new Tally();
    long start = System.nanoTime();
    for (Balancer balancer : balancers) {
      for (int innocents : INNOCENTS) {
        drill(kind, balancer, innocents, each, tally);
      }
    }
    tally.judgeEnded();
    System.err.println(kind + ": " + tally.runaways + " runaways in " + pools + " pools, " + tally.left + " left; "
        + tally.innocents + " innocent calls, " + tally.innocentsFailed.size() + " failed; "
        + tally.healthyEnded.size() + " healthy workers ended; "
        + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
    assertThat(tally.left).as("runaways left").isZero();
    assertThat(tally.innocentsFailed).isEmpty();
    assertThat(tally.healthyEnded).isEmpty();
  }

  private void drill(Kind kind, Balancer balancer, int innocents, int runaways, Tally tally) throws Exception {
    try (ProcessSharedBuffer counters = ProcessSharedBuffer.create(SLOTS * Integer.BYTES);
        Pool pool = Pool.builder()
            .workers(workers(kind))
            .balancer(balancer)
            .hardTimeout(LIMIT)
            .listener(tally)
            .prewarm()
            .build()) {
      List<PoolCall<?>> ran = new ArrayList<>();
      List<PoolCall<?>> echoed = new ArrayList<>();
      for (int i = 0; i < runaways; i++) {
        for (int k = 0; k < innocents; k++) {
          echoed.add(pool.call("echo", (double) k));
          if (k == innocents / 2) {
            ran.add(pool.call("run", counters));
          }
        }
      }
      for (PoolCall<?> call : ran) {
        try {
          Object got = call.toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
          throw new AssertionError("a runaway answered: " + got);
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(TaskTimeoutException.class);
        }
      }
      for (int i = 0; i < echoed.size(); i++) {
        settled(echoed.get(i), (double) (i % innocents), tally);
      }
      for (int i = 0; i < 4 * WORKERS; i++) {
        settled(pool.call("echo", (double) i), (double) i, tally);
      }
      tally.runaways += runaways;
      tally.left += counting(counters);
    }
  }

  private static void settled(PoolCall<?> call, double expected, Tally tally) throws Exception {
    tally.innocents++;
    try {
      assertThat(call.toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo(expected);
    } catch (ExecutionException e) {
      tally.innocentsFailed.add(e.getCause());
    }
  }

  /** How many still count. One that has just been told to stop may get on for a moment. */
  private static int counting(ProcessSharedBuffer counters) throws InterruptedException {
    int counting = SLOTS;
    for (int look = 0; look < 20 && counting > 0; look++) {
      int[] before = words(counters);
      Thread.sleep(200);
      int[] after = words(counters);
      counting = 0;
      for (int i = 0; i < SLOTS; i++) {
        counting += before[i] == after[i] ? 0 : 1;
      }
    }
    return counting;
  }

  private static int[] words(ProcessSharedBuffer counters) {
    return counters.segment().toArray(ValueLayout.JAVA_INT);
  }
}
