package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolBuilder;
import dev.intarsia.host.PoolStartException;
import dev.intarsia.host.PoolStatistics;
import dev.intarsia.host.worker.WorkerKind;
import dev.intarsia.host.worker.WorkerPart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pool that can't be built: it says why in time, and leaves no thread behind, whatever step fails. */
@Timeout(300)
class BuildFailureTest {
  @TempDir
  Path folder;

  private Set<Thread> before = Set.of();

  @BeforeEach
  void files() {
    WorkerHarness.files(
        folder,
        "tasks.mjs",
        "export const id = (x) => x;",
        "loop.mjs",
        "export const never = () => 1;\nfor (;;) {}",
        "waits.mjs",
        "export const never = () => 1;\nawait new Promise(() => {});",
        "throws.mjs",
        "throw new RangeError('no such day');",
        "second.mjs",
        "export const id = (x) => x;",
        "hook.mjs",
        "export const begin = (data, { thread }) => { if (thread > 0) throw new Error('only one of me'); };");
    before = threads();
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread ->
            thread.getName().startsWith("intarsia") && !thread.getName().equals("intarsia compiler start"))
        .collect(Collectors.toSet());
  }

  private void shouldLeaveNothing() {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
      Set<Thread> left = threads();
      left.removeAll(before);
      assertThat(left)
          .filteredOn(thread -> !thread.getName().contains("transpiler"))
          .isEmpty();
    });
  }

  private JsWorkers js(String module) {
    return JsWorkers.of(folder.resolve(module));
  }

  @Test
  void shouldGiveUpAModuleThatLoopsWhileItLoads() {
    PoolBuilder builder = Pool.builder().workers(js("loop.mjs").startTimeout(Duration.ofSeconds(12)));
    assertThatThrownBy(builder::build)
        .isInstanceOf(JsStartException.class)
        .hasMessageContaining("loop.mjs had not loaded after 12000 ms")
        .hasMessageContaining("raise JsWorkers.startTimeout");
    shouldLeaveNothing();
  }

  @Test
  void shouldNameTheLimitAlsoWhereItPassesBeforeAnyModuleLoads() {
    PoolBuilder builder = Pool.builder().workers(js("tasks.mjs").startTimeout(Duration.ofMillis(1)));
    assertThatThrownBy(builder::build)
        .isInstanceOf(JsStartException.class)
        .hasMessageContaining("tasks.mjs had not loaded after 1 ms");
    shouldLeaveNothing();
  }

  @Test
  void shouldGiveUpAModuleThatWaitsForEverWhileItLoads() {
    PoolBuilder builder = Pool.builder().workers(js("waits.mjs").startTimeout(Duration.ofSeconds(3)));
    assertThatThrownBy(builder::build).isInstanceOf(JsStartException.class);
    shouldLeaveNothing();
  }

  /** Modules may break what the built-in ones need; these then say what they met, and do not keep the pool waiting. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Array.prototype.map = Array.prototype.push = thrower;",
        "Object.defineProperty = Object.create = thrower;",
        "Map.prototype.set = Map.prototype.get = Promise.prototype.then = thrower;",
        "Object.freeze = Object.keys = Object.assign = () => { throw 'broken on purpose'; };",
      })
  void shouldSayInTimeWhatABuiltInModuleMet(String harm) {
    WorkerHarness.files(
        folder,
        "harm.mjs",
        "const thrower = () => { throw new RangeError('broken on purpose'); };\n" + harm
            + "\nexport const done = () => 1;",
        "second-part.mjs",
        "import http from 'node:http';\nimport { inspect } from 'node:util';\nexport const f = () => [http, inspect];");
    long start = System.nanoTime();
    PoolBuilder builder = Pool.builder()
        .workers(JsWorkers.of(folder.resolve("harm.mjs"), folder.resolve("second-part.mjs"))
            .startTimeout(Duration.ofSeconds(60)));
    assertThatThrownBy(builder::build).isInstanceOf(JsStartException.class).hasMessageContaining("broken on purpose");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(55));
    shouldLeaveNothing();
  }

  @Test
  void shouldLeaveNothingWhereALaterPartCanNotBeOpened() {
    WorkerPart failing = settings -> {
      throw new IllegalStateException("no such part");
    };
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(
              () -> Pool.builder().workers(js("tasks.mjs")).workers(failing).build())
          .hasMessage("no such part");
      assertThatThrownBy(() ->
              Pool.builder().workers(js("tasks.mjs")).workers(js("throws.mjs")).build())
          .hasMessageContaining("no such day");
      assertThatThrownBy(() -> Pool.builder()
              .workers(js("tasks.mjs"))
              .workers(JavaWorkers.of(1).task("id", Object.class, Object.class, x -> x))
              .build())
          .hasMessageContaining("Two tasks are named \"id\"");
    }
    shouldLeaveNothing();
  }

  /** The first worker of the kind is there, the second can't be started: as where memory or descriptors run out. */
  @Test
  void shouldLeaveNothingWhereAWorkerCanNotBeStarted() {
    AtomicInteger discarded = new AtomicInteger();
    WorkerPart half = settings -> {
      WorkerKind kind = WorkerPart.open(JavaWorkers.of(2).task("a", Object.class, Object.class, x -> x), settings);
      return new WorkerKind(
          kind.name(),
          kind.count(),
          kind.tasks(),
          (index, waker) -> {
            if (index == 1) {
              throw new IllegalStateException(
                  "allocating 8 bytes of shared memory failed: no space (ENOSPC): make /dev/shm larger");
            }
            return kind.factory().start(index, waker);
          },
          discarded::incrementAndGet);
    };
    assertThatThrownBy(() ->
            Pool.builder().workers(js("tasks.mjs").threads(2)).workers(half).build())
        .isInstanceOf(PoolStartException.class)
        .hasMessageContaining("make /dev/shm larger");
    assertThat(discarded).hasValue(1);
    shouldLeaveNothing();
  }

  /** Two workers, the second of which never starts. */
  private JsWorkers lonely() {
    return js("second.mjs").threads(2).bootstrap(folder.resolve("hook.mjs"), "begin", null);
  }

  @Test
  void shouldFailPrewarmingWhereAWorkerDoesNotStart() {
    PoolBuilder builder = Pool.builder().workers(lonely()).prewarm();
    assertThatThrownBy(builder::build)
        .isInstanceOf(PoolStartException.class)
        .hasMessageContaining("worker 1")
        .hasMessageContaining("only one of me");
    shouldLeaveNothing();
  }

  @Test
  void shouldPassOverALaneWhoseWorkerDoesNotStart() {
    try (Pool pool = Pool.builder().workers(lonely()).build()) {
      await().until(() -> pool.statistics().lanes().get(1).state() != PoolStatistics.LaneState.STARTING);
      for (int i = 0; i < 50; i++) {
        List<Object> sent = List.of(1.0 * i);
        assertThat(pool.callBlocking("id", sent)).isEqualTo(sent);
      }
    }
    shouldLeaveNothing();
  }
}
