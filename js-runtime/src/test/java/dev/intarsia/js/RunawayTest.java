package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Code that does not end by itself is stopped from another thread, and the worker stays usable. */
@Timeout(900)
class RunawayTest {
  @TempDir
  Path folder;

  private WorkerHarness worker;

  @BeforeEach
  void open() {
    WorkerHarness.files(folder, "tasks.mjs", """
        import crypto from "node:crypto";
        export const loop = () => { for (;;); };
        export const micro = () => { const next = () => Promise.resolve().then(next); next(); return 1; };
        export const regex = () => /^(a|aa)+$/.test("a".repeat(60) + "b") || /(x+x+)+\\1y/.test("x".repeat(60));
        export const deep = () => { const down = () => 1 + down(); return down(); };
        export const grow = () => { const list = []; for (;;) list[list.length % 1000] = { a: 1 }; };
        export const scrypt = () => crypto.scryptSync("a", "b", 8, { N: 2 ** 20, r: 8, p: 4096, maxmem: 2 ** 40 });
        export const id = (x) => x;
        """);
    worker = WorkerHarness.open(folder, "tasks.mjs");
  }

  @AfterEach
  void close() {
    worker.close();
  }

  private void shouldStop(String task) throws Exception {
    stop(task);
    assertThat(worker.call("id", "7")).isEqualTo("7");
  }

  private void stop(String task) throws Exception {
    CompletableFuture<String> running = CompletableFuture.supplyAsync(() -> worker.call(task, "null"));
    Thread.sleep(300);
    assertThat(running).isNotDone();
    assertThat(worker.worker().interrupt(Duration.ofMinutes(2))).isTrue();
    assertThat(running.get(120, TimeUnit.SECONDS)).startsWith("!error").contains("Task interrupted");
  }

  @Test
  void shouldStopAnEndlessLoop() throws Exception {
    shouldStop("loop");
  }

  @Test
  void shouldCloseAWorkerWithEndlessMicrotasks() throws Exception {
    CompletableFuture<String> running = CompletableFuture.supplyAsync(() -> worker.call("micro", "null"));
    Thread.sleep(300);
    assertThat(running).isNotDone();
    worker.worker().close();
    assertThat(running).failsWithin(Duration.ofMinutes(2));
  }

  @Test
  void shouldStopACatastrophicRegex() throws Exception {
    shouldStop("regex");
  }

  @Test
  void shouldStopLongWorkOfTheHost() throws Exception {
    shouldStop("scrypt");
  }

  @Test
  void shouldStopALoopThatAllocates() throws Exception {
    shouldStop("grow");
  }

  @Test
  void shouldTurnEndlessRecursionIntoARangeError() {
    assertThat(worker.call("deep", "null")).startsWith("!error {\"name\":\"RangeError\"");
    assertThat(worker.call("id", "7")).isEqualTo("7");
  }
}
