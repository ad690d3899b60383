package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.host.JavaWorkers;
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
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A worker that cuts the file short which both sides map: its calls fail with one clear error, all others and the pool's own
 * threads go on, and the pool closes. Memory that is inherited is sealed against it; memory with a name can't be.
 */
@Timeout(180)
class TruncatedMemoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LARGE_CHARS = 300_000;
  private static final int CALLERS = 3;

  /** What the workers serve. */
  public static final class Tasks {
    private Tasks() {}

    public static @Nullable Object echo(@Nullable Object value) {
      return value;
    }

    public static double nap(double ms) throws InterruptedException {
      Thread.sleep((long) ms);
      return ms;
    }
  }

  /** Calls one kind of workers again and again, waits for the results or not, and keeps what did not come. */
  private static final class Load implements AutoCloseable {
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<PoolCall<?>> unseen = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    Load(Pool pool, String task) {
      for (int i = 0; i < CALLERS; i++) {
        int caller = i;
        threads.add(Thread.ofPlatform().daemon().start(() -> run(pool, task, caller)));
      }
    }

    private void run(Pool pool, String task, int caller) {
      String large = "x".repeat(LARGE_CHARS);
      for (int i = 0; !stopped.get(); i++) {
        Object argument = i % 16 == 0 ? large : i % 3 == 0 ? "text " + i : (Object) (double) i;
        try {
          PoolCall<?> call = pool.call(task, argument);
          if (caller == 0) {
            call.whenComplete((value, failure) -> seen(argument, value, failure));
            unseen.add(call);
            Thread.sleep(1);
          } else {
            seen(argument, call.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS), null);
          }
        } catch (ExecutionException e) {
          failures.add(e.getCause());
        } catch (Throwable e) {
          failures.add(e);
        }
      }
    }

    private void seen(Object expected, @Nullable Object value, @Nullable Throwable failure) {
      if (failure != null) {
        failures.add(failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure);
      } else if (!expected.equals(value)) {
        failures.add(
            new AssertionError("a wrong result: " + String.valueOf(value).length() + " characters"));
      }
    }

    /** What calls failed with. All have ended when this returns. */
    List<Throwable> failures() throws InterruptedException {
      stopped.set(true);
      for (Thread thread : threads) {
        assertThat(thread.join(PATIENCE)).as("every call settles").isTrue();
      }
      await().atMost(PATIENCE).until(() -> unseen.stream().allMatch(PoolCall::isDone));
      return List.copyOf(failures);
    }

    @Override
    public void close() {
      stopped.set(true);
    }
  }

  private static Pool pool() {
    ProcessOptions named = ProcessOptions.builder()
        .environment("INTARSIA_BINARY", "")
        .runtimeFlags("-XX:TieredStopAtLevel=1")
        .startTimeout(PATIENCE)
        .named("cut")
        .build();
    WorkerTasks tasks =
        WorkerTasks.ofJava("far", Tasks.class.getName() + "::echo").withJava("nap", Tasks.class.getName() + "::nap");
    return Pool.builder()
        .workers(ProcessWorkers.of(ProcessRuntime.INTARSIA, tasks).count(2).options(named))
        .workers(JavaWorkers.of(1).task("near", Object.class, Object.class, value -> value))
        .payloadMaxByteLength(1 << 23)
        .prewarm()
        .build();
  }

  /** Through the worker's own descriptor, which stays when the name is gone. */
  private static void truncate(ProcessHandle worker, long length) throws IOException {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/" + worker.pid() + "/fd"))) {
      for (Path descriptor : descriptors) {
        Path file = Files.isSymbolicLink(descriptor) ? Files.readSymbolicLink(descriptor) : descriptor;
        if (file.toString().startsWith("/dev/shm/") && Files.size(descriptor) > length) {
          try (RandomAccessFile memory = new RandomAccessFile(descriptor.toString(), "rw")) {
            memory.setLength(length);
          }
          return;
        }
      }
    }
    throw new AssertionError("worker " + worker.pid() + " has no memory with a name");
  }

  /** Page by page through what both sides act upon, then within the payloads. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 4096, 8192, 20480, 36864, 40960, 65536, 8425472})
  void shouldLoseThatWorkerAlone(long length) throws Exception {
    Thread supervisor;
    long closing;
    try (Pool pool = pool()) {
      supervisor = named("intarsia supervisor");
      List<ProcessHandle> workers = KillDrill.workers();
      try (Load far = new Load(pool, "far");
          Load near = new Load(pool, "near")) {
        Thread.sleep(300);
        ProcessHandle struck = workers.getFirst();
        truncate(struck, length);
        await().atMost(PATIENCE).until(() -> !struck.isAlive());
        Thread.sleep(300);
        List<Throwable> failures = far.failures();
        assertThat(failures).allSatisfy(failure -> assertThat(failure).isInstanceOf(WorkerLostException.class));
        System.err.println("cut to " + length + ": " + failures.size() + " calls lost, as: "
            + failures.stream().map(Throwable::getMessage).findFirst().orElse("-"));
        assertThat(near.failures()).isEmpty();
      }
      await().atMost(PATIENCE).ignoreExceptions().until(() -> "again".equals(pool.callBlocking("far", "again")));
      assertThat(workers.getLast().isAlive()).as("the other worker").isTrue();
      assertThat(named("intarsia supervisor")).isSameAs(supervisor);
      closing = System.nanoTime();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(PATIENCE);
    await().atMost(PATIENCE).until(() -> KillDrill.workers().isEmpty());
  }

  /** Only the worker itself comes to the pages that are gone, when it answers; it must not take that for an error of the task. */
  @ParameterizedTest
  @ValueSource(longs = {0, 4096})
  void shouldFailWhatRunsThereThoughNobodyElseLooks(long length) throws Exception {
    try (Pool pool = pool()) {
      List<PoolCall<?>> calls = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        calls.add(pool.call("nap", 500.0));
      }
      Thread.sleep(200);
      truncate(KillDrill.workers().getFirst(), length);
      int lost = 0;
      for (PoolCall<?> call : calls) {
        try {
          assertThat(call.toCompletableFuture().get(20, TimeUnit.SECONDS)).isEqualTo(500.0);
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(WorkerLostException.class);
          lost++;
        }
      }
      assertThat(lost).isEqualTo(1);
    }
  }

  private static Thread named(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no thread " + name));
  }
}
