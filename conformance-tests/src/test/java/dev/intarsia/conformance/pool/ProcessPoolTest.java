package dev.intarsia.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.PoolStatistics.LaneStatistics;
import dev.intarsia.host.TaskContext;
import dev.intarsia.host.TaskTimeoutException;
import dev.intarsia.host.WorkerLostException;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.ProcessWorkers;
import dev.intarsia.host.process.WorkerStartException;
import dev.intarsia.host.process.WorkerTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java tasks in processes of their own. */
class ProcessPoolTest extends PoolContract {
  /** What the workers serve. */
  public static final class Tasks {
    private Tasks() {}

    public static @Nullable Object echo(@Nullable Object value) {
      return value;
    }

    public static double square(double x) {
      return x * x;
    }

    public static Object fail(String message) {
      throw new IllegalStateException(message);
    }

    public static double nap(double ms, TaskContext context) throws InterruptedException {
      Thread.sleep((long) ms);
      return ms;
    }

    public static Object leave(Object code) {
      Runtime.getRuntime().halt(3);
      return code;
    }
  }

  private static WorkerTasks tasks(String... names) {
    WorkerTasks tasks = WorkerTasks.ofJava("echo", Tasks.class.getName() + "::echo");
    for (String name : names) {
      tasks = tasks.withJava(name, Tasks.class.getName() + "::" + name);
    }
    return tasks;
  }

  private static ProcessOptions.Builder options() {
    return ProcessOptions.builder()
        .environment("INTARSIA_BINARY", "")
        .runtimeFlags("-XX:TieredStopAtLevel=1")
        .startTimeout(Duration.ofSeconds(50));
  }

  @Override
  Pool open(int workers) {
    return Pool.builder()
        .workers(ProcessWorkers.of(ProcessRuntime.INTARSIA, tasks("square", "fail", "nap", "leave"))
            .count(workers)
            .options(options().build()))
        .build();
  }

  /** It is not ended for the calls that wait for its start. */
  @Test
  void shouldLetAWorkerStartThatTakesLongerThanTheHardTimeout() {
    ProcessOptions slow =
        options().commandPrefix("/bin/sh", "-c", "sleep 2; exec \"$@\"", "sh").build();
    try (Pool pool = Pool.builder()
        .workers(ProcessWorkers.of(ProcessRuntime.INTARSIA, tasks()).options(slow))
        .hardTimeout(Duration.ofMillis(800))
        .queueTimeout(Duration.ofMillis(800))
        .build()) {
      assertThatThrownBy(() -> pool.callBlocking("echo", 1.0)).isInstanceOf(TaskTimeoutException.class);
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> pool.callBlocking("echo", 2.0, Double.class).equals(2.0));
      assertThat(pool.statistics().lanes())
          .extracting(LaneStatistics::workersLost)
          .containsExactly(0);
    }
  }

  @Test
  void shouldReplaceAWorkerThatLeaves() {
    try (Pool pool = open(1)) {
      PoolCall<?> last = pool.call("leave", 1.0);
      assertThatThrownBy(last::await)
          .isInstanceOf(WorkerLostException.class)
          .hasMessageContaining("exited with code 3");
      assertThat(pool.callBlocking("square", 5.0)).isEqualTo(25.0);
    }
  }

  private static WorkerTasks module(Path directory) throws IOException {
    return WorkerTasks.ofFiles(
        List.of(Files.writeString(directory.resolve("tasks.mjs"), "export const f = (x) => x;")));
  }

  @Test
  void shouldMissThePackageWhenThePoolIsBuilt(@TempDir Path directory) throws IOException {
    WorkerTasks tasks = module(directory);
    assertThatThrownBy(() ->
            Pool.builder().workers(ProcessWorkers.of(ProcessRuntime.BUN, tasks)).build())
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining("tasks.mjs")
        .hasMessageContaining("npm install knitting");
  }

  @Test
  void shouldSayWhatWasSaidByWhoDoesNotAnswer(@TempDir Path directory) throws IOException {
    Path entry = directory.resolve("package/src/runtime/pool.ts");
    Files.createDirectories(directory.resolve("package/src/runtime"));
    Files.createFile(entry);
    ProcessOptions mute = ProcessOptions.builder()
        .knitting(directory.resolve("package"))
        .commandPrefix("/bin/sh", "-c", "echo waiting for the database >&2; exec sleep 60")
        .startTimeout(Duration.ofSeconds(2))
        .build();
    WorkerTasks tasks = module(directory);
    assertThatThrownBy(() -> Pool.builder()
            .workers(ProcessWorkers.of(ProcessRuntime.BUN, tasks).options(mute))
            .build())
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining("has not told what")
        .hasMessageContaining("within 2000 ms")
        .hasMessageContaining("waiting for the database");
  }
}
