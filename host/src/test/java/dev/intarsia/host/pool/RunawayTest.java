package dev.intarsia.host.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.intarsia.host.Balancer;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolBuilder;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.PoolStatistics.LaneStatistics;
import dev.intarsia.host.TaskTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.hamcrest.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The limit of running time: every runaway ends, wherever its call went, and nobody else is hurt. */
@Timeout(120)
class RunawayTest {
  private static final Duration LIMIT = Duration.ofMillis(300);

  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger executed = new AtomicInteger();
  private final AtomicBoolean release = new AtomicBoolean();

  private PoolBuilder builder(int workers) {
    JavaWorkers tasks = JavaWorkers.of(workers)
        .task("echo", Double.class, Double.class, value -> value)
        .task("count", Double.class, Double.class, value -> (double) executed.incrementAndGet())
        .task("nap", Double.class, Double.class, RunawayTest::nap)
        .task("sleep", Double.class, Double.class, this::sleepForEver)
        .task("spin", Double.class, Double.class, this::spinDeafly)
        .task("hang", Double.class, Object.class, RunawayTest::hang)
        .task("later", Double.class, Object.class, RunawayTest::later);
    return Pool.builder().workers(tasks);
  }

  private static Double nap(Double ms) throws InterruptedException {
    Thread.sleep(ms.longValue());
    return ms;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the worker awaits it
  private static Object hang(Double value) {
    return new CompletableFuture<Double>();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the worker awaits it
  private static Object later(Double ms) {
    return new CompletableFuture<Double>().completeOnTimeout(ms, ms.longValue(), TimeUnit.MILLISECONDS);
  }

  private Double sleepForEver(Double value) throws InterruptedException {
    running.incrementAndGet();
    try {
      while (!release.get()) {
        Thread.sleep(60_000);
      }
    } finally {
      running.decrementAndGet();
    }
    return value;
  }

  /** Deaf to interrupts: only the end of its worker helps the others. */
  private Double spinDeafly(Double value) {
    while (!release.get()) {
      Thread.onSpinWait();
    }
    return value;
  }

  private static int lost(Pool pool) {
    return pool.statistics().lanes().stream()
        .mapToInt(LaneStatistics::workersLost)
        .sum();
  }

  @ParameterizedTest
  @EnumSource(Balancer.class)
  void shouldEndEachRunawayAndHurtNobodyWhereCallsMoveOrWaitBehind(Balancer balancer) {
    try (Pool pool = builder(2).balancer(balancer).hardTimeout(LIMIT).build()) {
      List<PoolCall<Double>> innocent = new ArrayList<>();
      List<PoolCall<@Nullable Object>> runaways = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        if (i % 3 == 1) {
          runaways.add(pool.call("sleep", (double) i));
        }
        innocent.add(pool.call("echo", (double) i, Double.class));
      }
      for (PoolCall<@Nullable Object> runaway : runaways) {
        assertThatThrownBy(runaway::await)
            .isInstanceOf(TaskTimeoutException.class)
            .hasMessageContaining("(sleep) on java worker");
      }
      assertThat(innocent).extracting(PoolCall::await).doesNotContainNull();
      await().untilAtomic(running, Matchers.equalTo(0));
      assertThat(lost(pool)).isZero();
      for (int i = 0; i < 20; i++) {
        assertThat(pool.callBlocking("echo", (double) i)).isEqualTo((double) i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Balancer.class)
  void shouldMakeCallsAgainThatADeafRunawayHeldUp(Balancer balancer) {
    try (Pool pool = builder(2).balancer(balancer).hardTimeout(LIMIT).build()) {
      List<PoolCall<Double>> innocent = new ArrayList<>();
      List<PoolCall<@Nullable Object>> runaways = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        if (i % 3 == 1) {
          runaways.add(pool.call("spin", (double) i));
        }
        innocent.add(pool.call("echo", (double) i, Double.class));
      }
      for (PoolCall<@Nullable Object> runaway : runaways) {
        assertThatThrownBy(runaway::await).isInstanceOf(TaskTimeoutException.class);
      }
      assertThat(innocent).extracting(PoolCall::await).doesNotContainNull();
      await().until(() -> lost(pool) == runaways.size());
    } finally {
      release.set(true);
    }
  }

  /** Each call is short: all that grows is the queue. */
  @Test
  void shouldKeepWorkersWhoseCallsMerelyQueue() {
    try (Pool pool = builder(1).hardTimeout(LIMIT).build()) {
      List<PoolCall<Double>> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        calls.add(pool.call("nap", 30.0, Double.class));
      }
      assertThat(calls).extracting(PoolCall::await).containsOnly(30.0);
      assertThat(lost(pool)).isZero();
    }
  }

  @Test
  void shouldForgetAStageThatNeverEndsAndKeepTheOthersOfItsWorker() throws Exception {
    try (Pool pool = builder(1).hardTimeout(LIMIT).build()) {
      PoolCall<@Nullable Object> hung = pool.call("hang", 0.0);
      List<PoolCall<Double>> others = new ArrayList<>();
      Thread.sleep(150);
      for (int i = 0; i < 10; i++) {
        others.add(pool.call("later", 200.0, Double.class));
      }
      assertThatThrownBy(hung::await)
          .isInstanceOf(TaskTimeoutException.class)
          .hasMessageContaining("the worker goes on");
      assertThat(others).extracting(PoolCall::await).containsOnly(200.0);
      assertThat(lost(pool)).isZero();
      assertThat(pool.drain(Duration.ofSeconds(10))).isTrue();
    }
  }

  @Test
  void shouldFailWhatWaitsTooLongAndNeverRunIt() {
    try (Pool pool = builder(1).queueTimeout(Duration.ofMillis(200)).build()) {
      PoolCall<Double> busy = pool.call("nap", 700.0, Double.class);
      List<PoolCall<@Nullable Object>> waiting = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        waiting.add(pool.call("count", 0.0));
      }
      for (PoolCall<@Nullable Object> call : waiting) {
        assertThatThrownBy(call::await)
            .isInstanceOf(TaskTimeoutException.class)
            .hasMessageContaining("Queue timeout after 200ms (count)");
      }
      assertThat(busy.await()).isEqualTo(700.0);
      assertThat(pool.callBlocking("count", 0.0)).isEqualTo(1.0);
    }
  }

  @Test
  void shouldNeverRunWhatWasCancelledBeforeItsWorkerGotToIt() {
    try (Pool pool = builder(1).build()) {
      PoolCall<Double> busy = pool.call("nap", 300.0, Double.class);
      List<PoolCall<@Nullable Object>> waiting = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        waiting.add(pool.call("count", 0.0));
      }
      waiting.forEach(call -> assertThat(call.cancel()).isTrue());
      assertThat(busy.await()).isEqualTo(300.0);
      assertThat(pool.callBlocking("count", 0.0)).isEqualTo(1.0);
    }
  }

  @Test
  void shouldNotLeaveAnInterruptFlagToTheNextTask() {
    JavaWorkers tasks = JavaWorkers.of(1)
        .task("flag", Double.class, Double.class, value -> {
          Thread.currentThread().interrupt();
          return value;
        })
        .task("nap", Double.class, Double.class, RunawayTest::nap);
    try (Pool pool = Pool.builder().workers(tasks).build()) {
      for (int i = 0; i < 20; i++) {
        assertThat(pool.callBlocking("flag", 1.0)).isEqualTo(1.0);
        assertThat(pool.callBlocking("nap", 1.0)).isEqualTo(1.0);
      }
    }
  }
}
