package dev.intarsia.host.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolBuilder;
import dev.intarsia.host.PoolListener;
import dev.intarsia.host.PoolStatistics.LaneState;
import dev.intarsia.host.PoolStatistics.LaneStatistics;
import dev.intarsia.host.PoolStatistics.TaskStatistics;
import dev.intarsia.host.jfr.FlightRecorderListener;
import dev.intarsia.host.logging.LoggingListener;
import dev.intarsia.host.micrometer.MicrometerListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a pool tells of itself, and to whom. */
@Timeout(120)
class PoolObservationTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static PoolBuilder builder() {
    return builder(2);
  }

  private static PoolBuilder builder(int workers) {
    return Pool.builder()
        .workers(JavaWorkers.of(workers)
            .task("square", Double.class, Double.class, x -> x * x)
            .task("refuse", Double.class, Double.class, x -> {
              throw new IllegalArgumentException("no " + x);
            }));
  }

  private static void use(Pool pool) {
    for (int i = 0; i < 10; i++) {
      pool.callBlocking("square", (double) i);
    }
    pool.call("refuse", 1.0, Double.class)
        .exceptionally(e -> 0.0)
        .toCompletableFuture()
        .join();
  }

  @Test
  void shouldCountCallsOfEachTaskWithTheirDurations() {
    try (Pool pool = builder().statistics().build()) {
      use(pool);
      // A call is counted just after its caller has it.
      await().atMost(LIMIT).until(() -> ended(pool) == 11);
      TaskStatistics square = task(pool, "square");
      assertThat(square.calls()).isEqualTo(10);
      assertThat(square.failures()).isZero();
      assertThat(square.medianNs()).isPositive().isLessThanOrEqualTo(square.p90Ns());
      assertThat(square.p99Ns()).isLessThanOrEqualTo(square.p999Ns());
      assertThat(square.maxNs()).isGreaterThanOrEqualTo((long) square.meanNs());
      assertThat(task(pool, "refuse").failures()).isEqualTo(1);
    }
  }

  private static TaskStatistics task(Pool pool, String name) {
    return Objects.requireNonNull(pool.statistics().tasks().get(name), name);
  }

  private static long ended(Pool pool) {
    return pool.statistics().tasks().values().stream()
        .mapToLong(TaskStatistics::calls)
        .sum();
  }

  @Test
  void shouldCountCallsOfEachLaneWithoutBeingAsked() {
    try (Pool pool = builder().build()) {
      use(pool);
      List<LaneStatistics> lanes = pool.statistics().lanes();
      assertThat(lanes).extracting(LaneStatistics::worker).containsExactly("java worker 0", "java worker 1");
      assertThat(lanes.stream().mapToLong(LaneStatistics::settled).sum()).isEqualTo(11);
      assertThat(lanes).allMatch(lane -> lane.published() == lane.settled() && lane.queued() == 0);
      assertThat(pool.statistics().tasks()).as("nobody asked for them").isEmpty();
    }
  }

  @Test
  void shouldTellWhetherALanesWorkerTakesCalls() {
    CountDownLatch mayStart = new CountDownLatch(1);
    JavaWorkers slow = JavaWorkers.of(1)
        .task("square", Double.class, Double.class, x -> x * x)
        .bootstrap((index, count) -> mayStart.await());
    try (Pool pool = Pool.builder().workers(slow).build()) {
      assertThat(state(pool)).isEqualTo(LaneState.STARTING);
      mayStart.countDown();
      await().atMost(LIMIT).until(() -> state(pool) == LaneState.READY);
    }
    JavaWorkers broken = JavaWorkers.of(1)
        .task("square", Double.class, Double.class, x -> x * x)
        .bootstrap((index, count) -> {
          throw new IllegalStateException("on purpose");
        });
    try (Pool pool = Pool.builder().workers(broken).build()) {
      await().atMost(LIMIT).until(() -> state(pool) == LaneState.REFUSING);
    }
  }

  private static LaneState state(Pool pool) {
    return pool.statistics().lanes().getFirst().state();
  }

  @Test
  void shouldTellListenersOfCallsAndWorkersWhateverTheyThrow() {
    List<String> heard = new CopyOnWriteArrayList<>();
    PoolListener faulty = new PoolListener() {
      @Override
      public void callEnded(String task, long durationNs, @Nullable Throwable failure) {
        throw new IllegalStateException("on purpose");
      }
    };
    PoolListener listener = new PoolListener() {
      @Override
      public void callEnded(String task, long durationNs, @Nullable Throwable failure) {
        heard.add(task + " " + (failure == null ? "well" : failure.getClass().getSimpleName()));
      }

      @Override
      public void workerStarted(String worker) {
        heard.add("started " + worker);
      }

      @Override
      public void workerRecycled(String worker) {
        heard.add("recycled " + worker);
      }
    };
    try (Pool pool =
        builder(1).recycleAfterCalls(5).listener(faulty).listener(listener).build()) {
      use(pool);
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(heard)
              .contains("started java worker 0", "square well", "refuse TaskException", "recycled java worker 0"));
    }
  }

  @Test
  void shouldMeterCallsAndLostWorkers() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (Pool pool = builder()
        .hardTimeoutMs(200)
        .listener(new MicrometerListener(registry, "test"))
        .build()) {
      use(pool);
      await().atMost(LIMIT).untilAsserted(() -> {
        assertThat(count(registry, "square", "success")).isEqualTo(10);
        assertThat(count(registry, "refuse", "failure")).isEqualTo(1);
      });
      assertThat(registry
              .get("intarsia.calls.in.flight")
              .tag("pool", "test")
              .gauge()
              .value())
          .isZero();
      assertThat(registry.get("intarsia.workers.lost").counter().count()).isZero();
    }
  }

  private static long count(MeterRegistry registry, String task, String outcome) {
    return registry
        .get("intarsia.calls")
        .tag("task", task)
        .tag("outcome", outcome)
        .timer()
        .count();
  }

  @Test
  void shouldWriteFlightRecorderEvents() throws Exception {
    List<RecordedEvent> events = new CopyOnWriteArrayList<>();
    try (RecordingStream stream = new RecordingStream()) {
      stream.enable("dev.intarsia.Call");
      stream.enable("dev.intarsia.Worker");
      stream.setReuse(false);
      stream.onEvent(events::add);
      stream.startAsync();
      try (Pool pool =
          builder().statistics().listener(new FlightRecorderListener()).build()) {
        use(pool);
        await().atMost(LIMIT).until(() -> ended(pool) == 11);
      }
      stream.stop();
    }
    assertThat(named(events, "dev.intarsia.Call", "task", "square"))
        .hasSize(10)
        .allMatch(e -> e.getDuration("durationNs").isPositive());
    assertThat(named(events, "dev.intarsia.Call", "task", "refuse"))
        .singleElement()
        .matches(e -> e.getString("failure").endsWith("TaskException"));
    assertThat(named(events, "dev.intarsia.Worker", "change", "started")).hasSize(2);
  }

  private static List<RecordedEvent> named(List<RecordedEvent> events, String type, String field, String value) {
    return events.stream()
        .filter(e -> e.getEventType().getName().equals(type) && value.equals(e.getString(field)))
        .toList();
  }

  @Test
  void shouldLogWorkersAndFailedCalls() {
    List<String> lines = new CopyOnWriteArrayList<>();
    try (Pool pool =
        builder().listener(new LoggingListener(new ListLogger(lines))).build()) {
      use(pool);
    }
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(lines).contains("DEBUG java worker 0 started", "TRACE a call of \"refuse\" failed"));
  }

  private record ListLogger(List<String> lines) implements System.Logger {
    @Override
    public String getName() {
      return "list";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
      lines.add(level + " " + message);
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object @Nullable ... params) {
      lines.add(level + " " + MessageFormat.format(String.valueOf(format), Arrays.toString(params)));
    }
  }
}
