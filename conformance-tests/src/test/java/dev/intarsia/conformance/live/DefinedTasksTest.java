package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.conformance.live.SharedBufferPoolTest.Tasks;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.ProcessWorkers;
import dev.intarsia.host.process.WorkerStartException;
import dev.intarsia.host.process.WorkerTasks;
import dev.intarsia.host.value.Undefined;
import dev.intarsia.protocol.spec.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Modules with {@code task({ … })} definitions behind a Java host: it asks what they export. */
class DefinedTasksTest {
  private static final String MODULE = """
      import { task, importTask, isMain } from "knitting";
      const afterMs = (ms) => new Promise((resolve) => setTimeout(() => resolve(ms), ms));
      export const zPlain = (value) => value * 2;
      export const echo = task({ f: (value) => value });
      export const fails = task({ f: afterMs, timeout: 1500 });
      export const defaults = task({ f: afterMs, timeout: { time: 1500, default: -7 } });
      export const maybe = task({ f: afterMs, timeout: { time: 1500, maybe: true } });
      export const errs = task({ f: afterMs, timeout: { time: 1500, error: new RangeError("too slow") } });
      export const untilAborted = task({
        abortSignal: true,
        f: async (ms, signal) => {
          const end = Date.now() + ms;
          while (Date.now() < end) {
            if (signal.hasAborted()) return "aborted";
            await afterMs(2);
          }
          return "not aborted";
        },
      });
      export const seesAbort = task({ abortSignal: true, f: (value, signal) => typeof signal.hasAborted });
      export const seesClock = task({ abortSignal: true, f: (value, signal) => typeof signal.now });
      export const aborts = { count: 0 };
      export const countsAborts = task({
        abortSignal: true,
        f: async (ms, signal) => {
          const end = Date.now() + ms;
          while (Date.now() < end && !signal.hasAborted()) await afterMs(2);
          if (signal.hasAborted()) aborts.count++;
        },
      });
      export const abortsSeen = () => aborts.count;
      export const bump = () => "the export, not the method";
      if (isMain) throw new Error("this is no main program");
      """;

  @TempDir
  Path directory = Path.of("");

  private Path module() throws IOException {
    Path knitting = Peers.knitting();
    if (knitting != null) {
      Files.writeString(
          directory.resolve("package.json"), "{\"type\":\"module\",\"dependencies\":{\"knitting\":\"*\"}}");
      Path packages = Files.createDirectories(directory.resolve("node_modules"));
      Files.createSymbolicLink(packages.resolve("knitting"), knitting);
    }
    return Files.writeString(directory.resolve("defined.mjs"), MODULE);
  }

  @AfterEach
  void removeLink() throws IOException {
    Files.deleteIfExists(directory.resolve("node_modules/knitting"));
  }

  private ProcessOptions options(ProcessRuntime runtime) {
    ProcessOptions.Builder builder =
        ProcessOptions.builder().workingDirectory(directory).startTimeout(Duration.ofSeconds(60));
    return runtime == ProcessRuntime.INTARSIA
        ? builder.environment("INTARSIA_BINARY", "").build()
        : builder.build();
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"TMO-005", "ABT-006"})
  void shouldKeepBudgetsAndAbortSignals(ProcessRuntime runtime) throws Exception {
    if (runtime != ProcessRuntime.INTARSIA) {
      Peers.require(runtime);
    }
    WorkerTasks tasks = WorkerTasks.ofFiles(List.of(module()));
    try (Pool pool = Pool.builder()
        .workers(ProcessWorkers.of(runtime, tasks).options(options(runtime)))
        .build()) {
      assertThat(pool.tasks())
          .contains("zPlain", "echo", "fails", "untilAborted")
          .doesNotContain("aborts");
      assertThat(pool.callBlocking("zPlain", 4, Double.class)).isEqualTo(8.0);
      assertThat(pool.callBlocking("echo", "hello", String.class)).isEqualTo("hello");
      for (String name : List.of("fails", "defaults", "maybe", "errs")) {
        assertThat(pool.callBlocking(name, 1, Double.class))
            .as(name + " in time")
            .isEqualTo(1.0);
      }
      PoolCall<?> fails = pool.call("fails", 60_000);
      PoolCall<?> defaults = pool.call("defaults", 60_000);
      PoolCall<?> maybe = pool.call("maybe", 60_000);
      PoolCall<?> errs = pool.call("errs", 60_000);
      assertThatThrownBy(fails::await).hasMessageContaining("Task timeout");
      assertThat(defaults.await()).isEqualTo(-7.0);
      assertThat(maybe.await()).isEqualTo(Undefined.UNDEFINED);
      assertThatThrownBy(errs::await).hasMessageContaining("too slow");
      if (runtime == ProcessRuntime.INTARSIA) { // as in knitting 0.1.61; 0.1.55 has none
        assertThat(pool.callBlocking("seesClock", 1, String.class)).isEqualTo("function");
      }
      abort(pool);
    }
  }

  private static void abort(Pool pool) throws InterruptedException {
    assertThat(pool.callBlocking("seesAbort", 1, String.class)).isEqualTo("function");
    assertThat(pool.callBlocking("untilAborted", 1, String.class)).isEqualTo("not aborted");
    PoolCall<?> call = pool.call("countsAborts", 60_000);
    while (pool.inFlight() == 0) {
      Thread.sleep(1);
    }
    call.toCompletableFuture().cancel(true);
    for (int i = 0; i < 2000 && Objects.equals(pool.callBlocking("abortsSeen", null, Double.class), 0.0); i++) {
      Thread.sleep(5);
    }
    assertThat(pool.callBlocking("abortsSeen", null, Double.class)).isEqualTo(1.0);
  }

  @Test
  void shouldServeJavaAndJsFromOneWorker() throws IOException {
    WorkerTasks tasks = WorkerTasks.ofFiles(List.of(module()))
        .withJava("bumped", Tasks.class.getName() + "::count")
        .withJava("able", Tasks.class.getName() + "::able");
    try (Pool pool = Pool.builder()
        .workers(ProcessWorkers.of(ProcessRuntime.INTARSIA, tasks).options(options(ProcessRuntime.INTARSIA)))
        .build()) {
      for (int i = 0; i < 20; i++) {
        assertThat(pool.callBlocking("zPlain", i, Double.class)).isEqualTo(2.0 * i);
        assertThat(pool.callBlocking("bumped", List.of(1, 2, i), Double.class)).isEqualTo(3.0);
        assertThat(pool.callBlocking("echo", "text" + i, String.class)).isEqualTo("text" + i);
        assertThatThrownBy(() -> pool.callBlocking("able", 2)).hasMessageContaining("not able");
      }
      assertThat(pool.callBlocking("fails", 1, Double.class)).isEqualTo(1.0);
      assertThat(pool.callBlocking("echo", null)).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldTellWhyModulesCannotBeAsked(ProcessRuntime runtime) throws IOException {
    if (runtime != ProcessRuntime.INTARSIA) {
      Peers.require(runtime);
    }
    WorkerTasks tasks = WorkerTasks.ofFiles(List.of(module().resolveSibling("missing.mjs")));
    assertThatThrownBy(() -> Pool.builder()
            .workers(ProcessWorkers.of(runtime, tasks).options(options(runtime)))
            .build())
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining("missing.mjs")
        .hasMessageContaining("exited with code 1");
  }
}
