package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.intarsia.conformance.live.KillDrill.Blow;
import dev.intarsia.host.CallOptions;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.WorkerLostException;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.WorkerTasks;
import dev.intarsia.protocol.spec.Requirement;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dintarsia.kills=200} makes it long, {@code -Dintarsia.kills.runtime=bun} uses another runtime. */
class KillDrillTest {
  private static final List<Blow> BLOWS = List.of(Blow.values());
  private static final int KILLS = Integer.getInteger("intarsia.kills", BLOWS.size());
  private static final int KILLS_PER_POOL = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static ProcessRuntime runtime() {
    return ProcessRuntime.valueOf(
        System.getProperty("intarsia.kills.runtime", "intarsia").toUpperCase(Locale.ROOT));
  }

  @AfterEach
  void shouldLeaveNothing() {
    await().atMost(PATIENCE).until(() -> KillDrill.workers().isEmpty());
    await().atMost(PATIENCE).until(() -> KillDrill.names().isEmpty());
  }

  @Test
  @Requirement("PROC-011")
  void shouldSettleEveryCallOfAWorkerThatIsStruck(@TempDir Path directory) throws Exception {
    WorkerTasks tasks = Peers.tasks(directory);
    KillDrill drill =
        new KillDrill(tasks, runtime(), KillDrill.options(runtime()).build(), 1);
    for (int done = 0; done < KILLS; ) {
      try (Pool pool = drill.pool()) {
        for (int i = 0; i < KILLS_PER_POOL && done < KILLS; i++, done++) {
          drill.strike(pool, BLOWS.get(done % BLOWS.size()));
        }
      }
    }
    System.err.println(KILLS + " blows: " + drill.summary());
  }

  @Test
  @Requirement("PROC-011")
  void shouldFindNoiseInTheMemoryOfAnIdleWorker(@TempDir Path directory) throws Exception {
    KillDrill drill = new KillDrill(
        Peers.tasks(directory), runtime(), KillDrill.options(runtime()).build(), 7);
    try (Pool pool = drill.pool()) {
      KillDrill.answers(pool);
      List<ProcessHandle> idle = KillDrill.workers();
      for (ProcessHandle worker : idle) {
        drill.noise(worker.pid());
      }
      await().atMost(PATIENCE).until(() -> idle.stream().noneMatch(ProcessHandle::isAlive));
      KillDrill.answers(pool);
    }
  }

  @Test
  void shouldMakeIdempotentCallsAgain(@TempDir Path directory) throws Exception {
    WorkerTasks tasks = Peers.tasks(directory);
    CallOptions idempotent = CallOptions.none().retries(1);
    try (Pool pool =
        new KillDrill(tasks, runtime(), KillDrill.options(runtime()).build(), 1).pool()) {
      KillDrill.answers(pool);
      PoolCall<?> begun = pool.call("spin", 60_000.0);
      List<PoolCall<?>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(pool.call("spin", 100.0, idempotent));
      }
      assertThat(calls.getFirst().toCompletableFuture().get(60, TimeUnit.SECONDS))
          .isEqualTo(100.0); // the call before it has begun too
      KillDrill.workers().forEach(ProcessHandle::destroyForcibly);
      assertThat(calls)
          .allSatisfy(call ->
              assertThat(call.toCompletableFuture().get(60, TimeUnit.SECONDS)).isEqualTo(100.0));
      assertThatThrownBy(begun.toCompletableFuture()::join).hasCauseInstanceOf(WorkerLostException.class);
    }
  }

  @Test
  void shouldLeaveNothingBehindAHostThatIsKilled(@TempDir Path directory) throws Exception {
    Peers.tasks(directory);
    Process host = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-Dintarsia.knitting=" + System.getProperty("intarsia.knitting", ""),
            "-cp",
            System.getProperty("java.class.path"),
            KillDrill.Host.class.getName(),
            directory.resolve("peer-tasks.mjs").toString(),
            runtime().id())
        .redirectErrorStream(true)
        .start();
    List<ProcessHandle> workers = new ArrayList<>();
    BufferedReader out = new BufferedReader(new InputStreamReader(host.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null && !line.startsWith("ready"); line = out.readLine()) {
      if (line.matches("[0-9]+")) {
        ProcessHandle.of(Long.parseLong(line)).ifPresent(workers::add);
      }
    }
    assertThat(workers).hasSize(2);
    long start = System.nanoTime();
    host.destroyForcibly();
    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(PATIENCE)
        .until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
    System.err.println("the workers left "
        + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms after their host was killed");
  }

  @Test
  void shouldOpenTheCircuitWhenWorkersKeepDyingAndCloseItWhenOneLives(@TempDir Path directory) throws Exception {
    Path allowed = directory.resolve("allowed");
    Path script = Files.writeString(
        directory.resolve("prefix.sh"), "[ -e '" + allowed + "' ] || { echo not yet >&2; exit 7; }\nexec \"$@\"\n");
    ProcessOptions options = KillDrill.options(ProcessRuntime.INTARSIA)
        .commandPrefix("/bin/sh", script.toString())
        .build();
    try (Pool pool = new KillDrill(Peers.tasks(directory), ProcessRuntime.INTARSIA, options, 1).pool()) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThatThrownBy(() -> pool.callBlocking("echo", 1.0))
              .isInstanceOf(WorkerLostException.class)
              .hasMessageContaining("The circuit is open")
              .hasMessageContaining("exited with code 7")
              .hasMessageContaining("not yet"));
      Files.createFile(allowed);
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> pool.callBlocking("echo", 1.0, Double.class).equals(1.0));
    }
  }
}
