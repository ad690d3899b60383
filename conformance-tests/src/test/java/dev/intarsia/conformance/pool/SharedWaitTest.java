package dev.intarsia.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.intarsia.bridge.memory.ProcessSharedBuffer;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.TaskTimeoutException;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.ProcessWorkers;
import dev.intarsia.host.process.WorkerTasks;
import dev.intarsia.js.JsWorkers;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** JS tasks that wait for each other on shared memory, and add to it at once. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SharedWaitTest {
  private static final int ADDITIONS = 20_000;
  private static final String MODULE = """
      const words = (buffer) => new Int32Array(buffer.getSAB());
      // Word 0 is waited for, word 1 counts who is there.
      export const waits = (buffer) => {
        Atomics.add(words(buffer), 1, 1);
        return Atomics.wait(words(buffer), 0, 0);
      };
      export const waitsLater = (buffer) => {
        Atomics.add(words(buffer), 1, 1);
        return Atomics.waitAsync(words(buffer), 0, 0).value;
      };
      export const wakes = (buffer) => {
        Atomics.store(words(buffer), 0, 1);
        return Atomics.notify(words(buffer), 0);
      };
      export const ping = () => "pong";
      // Both begin when both are there, so that their additions meet.
      export const adds = (buffer) => {
        const word = words(buffer);
        Atomics.add(word, 4, 1);
        while (Atomics.load(word, 4) < 2);
        for (let i = 0; i < %d; i++) Atomics.add(word, 5, 1);
        return true;
      };
      """.formatted(ADDITIONS);

  @TempDir
  private Path folder;

  private Path module() throws IOException {
    return Files.writeString(folder.resolve("waiting.mjs"), MODULE);
  }

  private static int word(ProcessSharedBuffer buffer, int index) {
    return buffer.segment().get(ValueLayout.JAVA_INT, (long) index * Integer.BYTES);
  }

  private static void wakeWhoWaits(Pool pool, ProcessSharedBuffer buffer, int waiters) {
    await().atMost(Duration.ofMinutes(2)).until(() -> word(buffer, 1) == waiters);
    // A waiter counts itself before it waits: whoever comes late finds the value changed.
    assertThat(pool.callBlocking("wakes", buffer, Double.class)).isBetween(0.0, (double) waiters);
  }

  @Test
  void shouldWakeAWorkerOfTheSamePool() throws Exception {
    try (Pool pool = Pool.builder().workers(JsWorkers.of(module()).threads(2)).build();
        ProcessSharedBuffer buffer = ProcessSharedBuffer.create(64)) {
      PoolCall<String> waits = pool.call("waits", buffer, String.class);
      wakeWhoWaits(pool, buffer, 1);
      assertThat(waits.toCompletableFuture().get(60, TimeUnit.SECONDS)).isIn("ok", "not-equal");
    }
    try (Pool pool = Pool.builder().workers(JsWorkers.of(module())).build();
        ProcessSharedBuffer buffer = ProcessSharedBuffer.create(64)) {
      PoolCall<String> waits = pool.call("waitsLater", buffer, String.class);
      wakeWhoWaits(pool, buffer, 1);
      assertThat(waits.toCompletableFuture().get(60, TimeUnit.SECONDS)).isEqualTo("ok");
    }
  }

  @Test
  void shouldStopAWorkerThatWaitsWithoutEnd() throws Exception {
    Set<Thread> before = jsThreads();
    // Memory that somebody waits on can't be closed, so both outlive the workers.
    try (ProcessSharedBuffer buffer = ProcessSharedBuffer.create(64);
        ProcessSharedBuffer other = ProcessSharedBuffer.create(64)) {
      try (Pool pool = Pool.builder()
          .workers(JsWorkers.of(module()))
          .hardTimeout(Duration.ofMillis(400))
          .build()) {
        assertThatThrownBy(() -> pool.callBlocking("waits", buffer)).isInstanceOf(TaskTimeoutException.class);
        await()
            .atMost(Duration.ofMinutes(1))
            .ignoreExceptions()
            .until(() -> pool.callBlocking("ping", null, String.class).equals("pong"));
      }
      try (Pool pool = Pool.builder().workers(JsWorkers.of(module())).build()) {
        PoolCall<String> left = pool.call("waits", other, String.class);
        await().atMost(Duration.ofMinutes(1)).until(() -> word(other, 1) == 1);
        assertThat(left.isDone()).isFalse();
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> before.containsAll(jsThreads()));
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

  @Test
  void shouldWakeAndCountBetweenProcesses() throws Exception {
    WorkerTasks tasks = WorkerTasks.ofFiles(List.of(module()), List.of("adds", "ping", "waits", "wakes"));
    ProcessOptions options = ProcessOptions.builder()
        .environment("INTARSIA_BINARY", "")
        .startTimeout(Duration.ofMinutes(2))
        .build();
    try (Pool pool = Pool.builder()
            .workers(ProcessWorkers.of(ProcessRuntime.INTARSIA, tasks).count(2).options(options))
            .build();
        ProcessSharedBuffer buffer = ProcessSharedBuffer.create(64)) {
      List<PoolCall<Boolean>> both =
          List.of(pool.call("adds", buffer, Boolean.class), pool.call("adds", buffer, Boolean.class));
      for (PoolCall<Boolean> one : both) {
        assertThat(one.toCompletableFuture().get(3, TimeUnit.MINUTES)).isTrue();
      }
      assertThat(word(buffer, 5)).isEqualTo(2 * ADDITIONS);
      PoolCall<String> waits = pool.call("waits", buffer, String.class);
      wakeWhoWaits(pool, buffer, 1);
      assertThat(waits.toCompletableFuture().get(2, TimeUnit.MINUTES)).isIn("ok", "not-equal");
    }
  }
}
