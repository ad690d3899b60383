package dev.intarsia.host.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.host.InlinerOptions;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.TaskException;
import dev.intarsia.host.TaskOptions;
import dev.intarsia.host.TaskTimeoutException;
import dev.intarsia.host.WorkerLostException;
import dev.intarsia.host.worker.WorkerKind;
import dev.intarsia.host.worker.WorkerPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PoolFailureTest {
  private static Double square(Double x) {
    return x * x;
  }

  /** Runs until told otherwise, deaf to interrupts. */
  private static Double spin(AtomicBoolean until) {
    while (!until.get()) {
      Thread.onSpinWait();
    }
    return 0.0;
  }

  @Test
  void shouldInterruptATaskThatOverrunsTheHardTimeoutAndKeepItsWorker() {
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(1)
            .task("sleep", Double.class, Double.class, PoolFailureTest::sleep)
            .task("square", Double.class, Double.class, PoolFailureTest::square))
        .hardTimeoutMs(200)
        .build()) {
      assertThatThrownBy(() -> pool.callBlocking("sleep", 60_000.0))
          .isInstanceOf(TaskTimeoutException.class)
          .hasMessageContaining("hard timeout after 200ms (sleep)");
      PoolCall<Double> next = pool.call("square", 3.0, Double.class);
      assertThat(next.await()).isEqualTo(9.0);
    }
  }

  private static Double sleep(Double ms) throws InterruptedException {
    Thread.sleep(ms.longValue());
    return ms;
  }

  @Test
  void shouldReplaceAWorkerWhoseTaskDoesNotStop() throws Exception {
    AtomicBoolean until = new AtomicBoolean();
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(1)
            .task("spin", Double.class, Double.class, x -> spin(until))
            .task(
                "thread",
                Double.class,
                String.class,
                x -> Thread.currentThread().toString()))
        .hardTimeout(Duration.ofMillis(1500))
        .build()) {
      String before = pool.callBlocking("thread", 0.0, String.class);
      PoolCall<?> hangs = pool.call("spin", 1.0);
      assertThatThrownBy(hangs::await).isInstanceOf(TaskTimeoutException.class);
      PoolCall<String> behind = pool.call("thread", 0.0, String.class);
      assertThat(behind.toCompletableFuture().get(20, TimeUnit.SECONDS)).isNotEqualTo(before);
    } finally {
      until.set(true);
    }
  }

  @Test
  void shouldLoseOnlyTheCallOfAWorkerThatDies() throws Exception {
    AtomicBoolean deadly = new AtomicBoolean(true);
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(1)
            .task("square", Double.class, Double.class, PoolFailureTest::square)
            .bootstrap((thread, total) -> {
              if (deadly.getAndSet(false)) {
                throw new IllegalStateException("cannot start today");
              }
            }))
        .build()) {
      PoolCall<Double> first = pool.call("square", 2.0, Double.class);
      try {
        assertThat(first.toCompletableFuture().get(20, TimeUnit.SECONDS)).isEqualTo(4.0);
      } catch (java.util.concurrent.ExecutionException e) {
        assertThat(e.getCause()).isInstanceOf(WorkerLostException.class).hasMessageContaining("cannot start today");
      }
      PoolCall<Double> second = pool.call("square", 3.0, Double.class);
      assertThat(second.toCompletableFuture().get(20, TimeUnit.SECONDS)).isEqualTo(9.0);
    }
  }

  @Test
  void shouldRefuseAPoolInsideAWorker() {
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(1).task("nest", Object.class, Object.class, x -> {
          try (Pool inner = Pool.builder()
              .workers(JavaWorkers.of(1).task("a", Object.class, Object.class, y -> y))
              .build()) {
            return inner.tasks().size();
          }
        }))
        .build()) {
      assertThatThrownBy(() -> pool.callBlocking("nest", null))
          .isInstanceOf(TaskException.class)
          .hasMessageContaining("inside a worker");
    }
  }

  @Test
  void shouldRefuseTasksWithoutAWorkerAndNamesTwice() {
    assertThatThrownBy(() -> Pool.builder()
            .workers(JavaWorkers.of(0).task("a", Object.class, Object.class, x -> x))
            .build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("\"a\" has no worker lane");
    assertThatThrownBy(() -> Pool.builder()
            .workers(JavaWorkers.of(1)
                .task("a", Object.class, Object.class, x -> x)
                .task("a", Object.class, Object.class, x -> x))
            .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"a\"");
    WorkerKind none =
        new WorkerKind("js", 0, List.of(WorkerKind.Task.imported("far", TaskOptions.defaults())), (index, waker) -> {
          throw new AssertionError("never started");
        });
    assertThatThrownBy(() -> Pool.builder()
            .inliner(InlinerOptions.defaults())
            .workers((WorkerPart) settings -> none)
            .build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("never runs on the host");
  }

  @Test
  void shouldFailAnArgumentThatCanNotCrossAndGoOn() {
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(1).task("echo", Object.class, Object.class, x -> x))
        .build()) {
      assertThatThrownBy(() -> pool.callBlocking("echo", new Thread())).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> pool.callBlocking("echo", Long.MAX_VALUE)).hasMessageContaining("BigInteger");
      assertThat(pool.callBlocking("echo", "ok")).isEqualTo("ok");
    }
  }

  @Test
  void shouldFailAResultThatCanNotCrossAndGoOn() {
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(1)
            .task("bad", Object.class, Object.class, x -> new Thread())
            .task("square", Double.class, Double.class, PoolFailureTest::square))
        .build()) {
      assertThatThrownBy(() -> pool.callBlocking("bad", null)).isInstanceOf(TaskException.class);
      PoolCall<Double> four = pool.call("square", 2.0, Double.class);
      assertThat(four.await()).isEqualTo(4.0);
    }
  }

  @Test
  void shouldFailEveryCallUnderWayWhenClosedAndLeaveNoneUnsettled() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    List<PoolCall<?>> calls = new ArrayList<>();
    Pool pool = Pool.builder()
        .workers(JavaWorkers.of(2).task("wait", Object.class, Object.class, x -> {
          release.await();
          return x;
        }))
        .build();
    for (int i = 0; i < 300; i++) {
      calls.add(pool.call("wait", (double) i));
    }
    pool.close();
    for (PoolCall<?> call : calls) {
      assertThat(call).isDone();
      ended.incrementAndGet();
    }
    assertThat(ended).hasValue(300);
    release.countDown();
  }
}
