package dev.intarsia.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bridge.memory.ProcessSharedBuffer;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.js.JsWorkers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsPoolTest extends PoolContract {
  private static final String MODULE = """
      export const echo = (x) => x;
      export const square = (x) => x * x;
      export const fail = (message) => { throw new Error(message); };
      export const nap = (ms) => new Promise((done) => setTimeout(() => done(ms), ms));
      """;
  private static final int CALLERS = 4;
  private static final int ROUNDS = 250;
  private static final int CALLS_A_ROUND = 100;

  @TempDir
  private static Path folder;

  private static Path module() {
    try {
      return Files.writeString(folder.resolve("tasks.mjs"), MODULE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  Pool open(int workers) {
    return Pool.builder().workers(JsWorkers.of(module()).threads(workers)).build();
  }

  @Test
  @Timeout(120)
  void shouldKeepAHundredThousandMixedCallsApartOverAJavaAndAJsWorker() throws Exception {
    Executor threads = task -> Thread.ofPlatform().daemon().start(task);
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(1).task("twice", Double.class, Double.class, x -> 2 * x))
        .workers(JsWorkers.of(module()))
        .build()) {
      List<CompletableFuture<Integer>> callers = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        double from = caller * 1e6;
        callers.add(CompletableFuture.supplyAsync(() -> mixed(pool, from), threads));
      }
      for (CompletableFuture<Integer> caller : callers) {
        assertThat(caller.toCompletableFuture().get(100, TimeUnit.SECONDS)).isEqualTo(ROUNDS * CALLS_A_ROUND);
      }
      assertThat(pool.inFlight()).isZero();
    }
  }

  @Test
  @Timeout(60)
  void shouldGiveATaskOfAModuleItsWholeBudget() throws Exception {
    Path module = Files.writeString(folder.resolve("timed.mjs"), """
            import { task } from "knitting";
            const nap = (ms) => new Promise((done) => setTimeout(() => done("done"), ms));
            export const patient = task({ timeout: { time: 50_000, default: "late" }, f: nap });
            export const hurried = task({ timeout: { time: 5, default: "late" }, f: nap });
            """);
    try (Pool pool = Pool.builder().workers(JsWorkers.of(module)).build()) {
      assertThat(pool.callBlocking("patient", 20, String.class)).isEqualTo("done");
      assertThat(pool.callBlocking("hurried", 40_000, String.class)).isEqualTo("late");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"loop", "jobs", "regex", "grow", "getter", "trap"})
  @Timeout(240)
  void shouldLoseNoMoreThanOneWorkerToCodeThatDoesNotEnd(String task) throws Exception {
    Path module = Files.writeString(folder.resolve("endless.mjs"), """
            export const loop = () => { for (;;); };
            export const jobs = () => { const next = () => Promise.resolve().then(next); return next(); };
            export const regex = () => /(x+x+)+\\1y/.test("x".repeat(60));
            export const grow = () => { const list = []; for (;;) list[list.length % 1000] = { a: 1 }; };
            export const getter = () => { throw Object.defineProperty(new Error("x"), "message", { get() { for (;;); } }); };
            export const trap = async () => new Proxy({}, { getPrototypeOf() { for (;;); } });
            export const id = (x) => x;
            """);
    shouldLoseOneWorkerAtMost(module, task, Duration.ofSeconds(100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"caught", "last", "getter", "job", "reviver", "sort", "proxy", "awaited"})
  @Timeout(300)
  void shouldEndCodeThatCatchesItsOwnStackOverflow(String task) throws Exception {
    Path module = Files.writeString(folder.resolve("overflow.mjs"), """
            export const caught = () => { try { caught(); } catch { caught(); } };
            export const last = () => { try { last(); } finally { last(); } };
            const it = { get self() { try { return this.self; } catch { return this.self; } } };
            export const getter = () => it.self;
            export const job = () => Promise.resolve().then(caught);
            export const reviver = () => { try { return JSON.parse("[1]", reviver); } catch { return JSON.parse("[1]", reviver); } };
            export const sort = () => { try { [2, 1].sort(sort); } finally { [2, 1].sort(sort); } };
            const trap = new Proxy({}, { get(t, k, p) { try { return p.x; } catch { return p.x; } } });
            export const proxy = () => trap.x;
            export const awaited = async () => { try { await awaited(); } catch { await awaited(); } };
            export const id = (x) => x;
            """);
    shouldLoseOneWorkerAtMost(module, task, Duration.ofSeconds(150));
  }

  @Test
  void shouldShareMemoryBetweenJavaAndJs() throws Exception {
    Path module = Files.writeString(folder.resolve("shared.mjs"), """
            import { ProcessSharedBuffer } from "@vixeny/knitting/process-shared-buffer";
            export const fill = (buffer) => { buffer.view(Float64Array)[1] = 2.5; return buffer.subbuffer(8, 8); };
            export const make = () => { const made = ProcessSharedBuffer.create(64); made.bytes()[5] = 9; return made; };
            """);
    try (Pool pool = Pool.builder().workers(JsWorkers.of(module)).build();
        ProcessSharedBuffer buffer = ProcessSharedBuffer.create(64)) {
      ProcessSharedBuffer part = pool.callBlocking("fill", buffer, ProcessSharedBuffer.class);
      assertThat(buffer.segment().get(ValueLayout.JAVA_DOUBLE, 8)).isEqualTo(2.5);
      assertThat(part.segment().get(ValueLayout.JAVA_DOUBLE, 0)).isEqualTo(2.5);
      ProcessSharedBuffer made = pool.callBlocking("make", null, ProcessSharedBuffer.class);
      assertThat(made.segment().get(ValueLayout.JAVA_BYTE, 5)).isEqualTo((byte) 9);
    }
  }

  @Test
  void shouldNotLoseAnAtomicAdditionOfAnotherWorker() throws Exception {
    Path module = Files.writeString(folder.resolve("adding.mjs"), """
            export const add = (buffer) => {
              const wide = new BigInt64Array(buffer.getSAB(), 0, 1);
              const word = new Int32Array(buffer.getSAB(), 8, 1);
              const half = new Uint16Array(buffer.getSAB(), 14, 1);
              const byte = new Int8Array(buffer.getSAB(), 13, 1);
              for (let i = 0; i < 3000; i++) {
                Atomics.add(wide, 0, 3n);
                Atomics.sub(word, 0, 1);
                Atomics.add(half, 0, 7);
                for (let old = byte[0]; ; ) {
                  const seen = Atomics.compareExchange(byte, 0, old, old + 1);
                  if (seen === old) break;
                  old = seen;
                }
              }
              return true;
            };
            """);
    try (Pool pool = Pool.builder().workers(JsWorkers.of(module).threads(2)).build();
        ProcessSharedBuffer buffer = ProcessSharedBuffer.create(64)) {
      List<CompletableFuture<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        calls.add(pool.call("add", buffer, Boolean.class).toCompletableFuture());
      }
      for (CompletableFuture<Boolean> call : calls) {
        assertThat(call.toCompletableFuture().get(120, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(buffer.segment().get(ValueLayout.JAVA_LONG, 0)).isEqualTo(36_000);
      assertThat(buffer.segment().get(ValueLayout.JAVA_INT, 8)).isEqualTo(-12_000);
      assertThat(buffer.segment().get(ValueLayout.JAVA_SHORT, 14)).isEqualTo((short) 84_000);
      assertThat(buffer.segment().get(ValueLayout.JAVA_BYTE, 13)).isEqualTo((byte) 12_000);
    }
  }

  /** Calls a task that does not end by itself: its call fails, the pool goes on, and no thread is left behind. */
  private static void shouldLoseOneWorkerAtMost(Path module, String task, Duration atMost) {
    Set<Thread> before = jsThreads();
    try (Pool pool = Pool.builder()
        .workers(JsWorkers.of(module).threads(2))
        .hardTimeout(Duration.ofMillis(400))
        .build()) {
      assertThatThrownBy(() -> pool.call(task, null).toCompletableFuture().get(120, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      Awaitility.await().atMost(atMost).ignoreExceptions().untilAsserted(() -> {
        for (int i = 0; i < 10; i++) {
          assertThat(pool.call("id", (double) i).toCompletableFuture().get(20, TimeUnit.SECONDS))
              .isEqualTo((double) i);
        }
        assertThat(jsThreads()).filteredOn(thread -> !before.contains(thread)).hasSize(2);
      });
    }
  }

  /** Not by way of their stack traces: of a stack that is full those take gigabytes. */
  private static Set<Thread> jsThreads() {
    Thread[] all = new Thread[1000];
    int count = Thread.currentThread().getThreadGroup().enumerate(all);
    return Arrays.stream(all, 0, count)
        .filter(thread -> thread.getName().startsWith("intarsia js worker"))
        .collect(Collectors.toSet());
  }

  /** How many of the calls came back with their own result. */
  private static int mixed(Pool pool, double from) {
    int right = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<PoolCall<Double>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS_A_ROUND; i++) {
        double value = from + round * CALLS_A_ROUND + i;
        calls.add(pool.call(i % 2 == 0 ? "twice" : "square", value, Double.class));
      }
      for (int i = 0; i < CALLS_A_ROUND; i++) {
        double value = from + round * CALLS_A_ROUND + i;
        right += calls.get(i).await() == (i % 2 == 0 ? 2 * value : value * value) ? 1 : 0;
      }
    }
    return right;
  }
}
