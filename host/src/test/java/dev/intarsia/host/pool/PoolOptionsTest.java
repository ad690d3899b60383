package dev.intarsia.host.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.host.AbortSignalsExhaustedException;
import dev.intarsia.host.Balancer;
import dev.intarsia.host.CallOptions;
import dev.intarsia.host.InlinerOptions;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolBuilder;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.Priority;
import dev.intarsia.host.QueueFullException;
import dev.intarsia.host.QueuePolicy;
import dev.intarsia.host.TaskOptions;
import dev.intarsia.host.TaskTimeout;
import dev.intarsia.host.TaskTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class PoolOptionsTest {
  private static final Duration SHORT = Duration.ofMillis(100);

  private static PoolBuilder sleeper(TaskOptions options) {
    return Pool.builder()
        .workers(JavaWorkers.of(1).task("nap", Double.class, Double.class, PoolOptionsTest::nap, options));
  }

  private static Double nap(Double ms) throws InterruptedException {
    Thread.sleep(ms.longValue());
    return ms;
  }

  @Test
  void shouldEndACallWhoseBudgetRanOutInAllFourForms() {
    try (Pool pool = sleeper(TaskOptions.defaults()).build()) {
      PoolCall<?> fails = pool.call("nap", 1_000.0, CallOptions.timeout(SHORT));
      assertThatThrownBy(fails::await)
          .isInstanceOf(TaskTimeoutException.class)
          .hasMessageStartingWith("Task timeout after ");
      CallOptions withDefault = CallOptions.timeout(TaskTimeout.orDefault(SHORT, "late"));
      assertThat(pool.call("nap", 1.0, withDefault).await()).isEqualTo("late");
      CallOptions orNothing = CallOptions.timeout(TaskTimeout.orNothing(SHORT));
      assertThat(pool.call("nap", 1.0, orNothing).await()).isNull();
      IllegalStateException own = new IllegalStateException("mine");
      CallOptions orError = CallOptions.timeout(TaskTimeout.orError(SHORT, own));
      assertThatThrownBy(() -> pool.call("nap", 1.0, orError).await()).isSameAs(own);
    }
  }

  @Test
  void shouldNotTimeOutWhatIsQuickOrHasANegativeBudget() {
    TaskOptions quick = TaskOptions.defaults().withTimeout(Duration.ofSeconds(20));
    CallOptions none = CallOptions.timeout(Duration.ofMillis(-1));
    try (Pool pool = sleeper(quick).build()) {
      assertThat(pool.callBlocking("nap", 1.0)).isEqualTo(1.0);
      assertThat(pool.call("nap", 30.0, none).await()).isEqualTo(30.0);
    }
  }

  @Test
  void shouldTellATaskThatItsCallerWantsToStop() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch noticed = new CountDownLatch(1);
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(1)
            .task(
                "long",
                Object.class,
                Object.class,
                (x, context) -> {
                  started.countDown();
                  while (!context.hasAborted()) {
                    Thread.onSpinWait();
                  }
                  noticed.countDown();
                  return "stopped";
                },
                TaskOptions.defaults().withAbortSignal()))
        .build()) {
      PoolCall<?> call = pool.call("long", null);
      started.await();
      assertThat(call.abort()).isTrue();
      assertThat(call.toCompletableFuture().get(20, TimeUnit.SECONDS)).isEqualTo("stopped");
      assertThat(noticed.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void shouldRefuseWhenAllAbortSignalsAreInUse() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(1)
            .task(
                "hold",
                Object.class,
                Object.class,
                (x, context) -> {
                  release.await();
                  return x;
                },
                TaskOptions.defaults().withAbortSignal()))
        .abortSignalCapacity(2)
        .build()) {
      PoolCall<?> first = pool.call("hold", 1.0);
      PoolCall<?> second = pool.call("hold", 2.0);
      assertThatThrownBy(() -> pool.call("hold", 3.0).await()).isInstanceOf(AbortSignalsExhaustedException.class);
      release.countDown();
      assertThat(first.await()).isEqualTo(1.0);
      assertThat(second.await()).isEqualTo(2.0);
      assertThat(pool.call("hold", 4.0).await()).isEqualTo(4.0);
    }
  }

  @ParameterizedTest
  @EnumSource(Balancer.class)
  void shouldServeWithEveryBalancer(Balancer balancer) {
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(3).task("echo", Object.class, Object.class, x -> x))
        .balancer(balancer)
        .build()) {
      List<PoolCall<?>> calls = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        calls.add(pool.call("echo", (double) i));
      }
      for (int i = 0; i < 300; i++) {
        assertThat(calls.get(i).await()).isEqualTo((double) i);
      }
    }
  }

  @Test
  void shouldKnowBalancersByTheReferencesNames() {
    assertThat(Balancer.named("robinRound")).isEqualTo(Balancer.ROUND_ROBIN);
    assertThat(Balancer.named("firstIdleOrRandom")).isEqualTo(Balancer.FIRST_IDLE_OR_RANDOM);
    assertThatThrownBy(() -> Balancer.named("best")).hasMessageContaining("roundRobin");
  }

  @Test
  void shouldSendEqualKeysToOneWorker() {
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(3)
            .task(
                "where", Object.class, String.class, x -> Thread.currentThread().getName()))
        .build()) {
      Set<String> places = new HashSet<>();
      for (int i = 0; i < 20; i++) {
        places.add(
            pool.call("where", (double) i, String.class, CallOptions.none().affinity("key"))
                .await());
      }
      assertThat(places).hasSize(1);
    }
  }

  @Test
  void shouldRunOnTheHostWithTheInliner() {
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(0)
            .task(
                "where", Object.class, String.class, x -> Thread.currentThread().getName()))
        .inliner(new InlinerOptions(true, 16, 1))
        .build()) {
      assertThat(pool.callBlocking("where", 1.0, String.class)).doesNotContain("java worker");
    }
  }

  @Test
  void shouldKeepBelowTheDispatchThresholdOffTheHost() {
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(1)
            .task(
                "where", Object.class, String.class, x -> Thread.currentThread().getName()))
        .inliner(new InlinerOptions(true, 1, 1_000))
        .build()) {
      for (int i = 0; i < 20; i++) {
        assertThat(pool.callBlocking("where", 1.0, String.class)).contains("java worker");
      }
    }
  }

  @Test
  void shouldRejectWhenTheBoundedQueueIsFull() {
    try (Pool pool =
        sleeper(TaskOptions.defaults()).queueLimit(2, QueuePolicy.REJECT).build()) {
      List<PoolCall<?>> calls = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        calls.add(pool.call("nap", 20.0));
      }
      assertThat(calls).anyMatch(call -> call.toCompletableFuture().isCompletedExceptionally());
      assertThatThrownBy(() -> calls.get(59).await()).isInstanceOf(QueueFullException.class);
      assertThat(calls.get(0).await()).isEqualTo(20.0);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = QueuePolicy.class,
      names = {"BLOCK", "CALLER_RUNS"})
  void shouldServeEveryCallWhenTheBoundedQueueIsFull(QueuePolicy policy) {
    try (Pool pool = sleeper(TaskOptions.defaults()).queueLimit(1, policy).build()) {
      List<PoolCall<?>> calls = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        calls.add(pool.call("nap", 2.0));
      }
      for (PoolCall<?> call : calls) {
        assertThat(call.await()).isEqualTo(2.0);
      }
    }
  }

  @Test
  void shouldServeHighPriorityBeforeLow() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(1).task("note", String.class, String.class, x -> {
          release.await();
          order.add(x);
          return x;
        }))
        .build()) {
      List<PoolCall<?>> calls = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        calls.add(pool.call("note", "fill"));
      }
      calls.add(pool.call("note", "low", CallOptions.none().priority(Priority.LOW)));
      calls.add(pool.call("note", "high", CallOptions.none().priority(Priority.HIGH)));
      release.countDown();
      calls.forEach(PoolCall::await);
    }
    assertThat(order.indexOf("high")).isLessThan(order.indexOf("low"));
    // It is published after all others; the worker takes the 32 slots in no order.
    assertThat(order.indexOf("low")).isGreaterThanOrEqualTo(order.size() - 32);
  }

  @Test
  void shouldReplaceAWorkerAfterItsShareOfCalls() {
    Set<String> threads = Collections.synchronizedSet(new HashSet<>());
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(1)
            .task(
                "thread",
                Object.class,
                String.class,
                x -> Thread.currentThread().toString()))
        .recycleAfterCalls(10)
        .build()) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (threads.size() < 3 && System.nanoTime() < end) {
        threads.add(pool.callBlocking("thread", null, String.class));
      }
    }
    assertThat(threads).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void shouldReplaceAWorkerAtItsAge() {
    Set<String> threads = Collections.synchronizedSet(new HashSet<>());
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(1)
            .task(
                "thread",
                Object.class,
                String.class,
                x -> Thread.currentThread().toString()))
        .recycleAfter(Duration.ofMillis(50))
        .build()) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (threads.size() < 3 && System.nanoTime() < end) {
        threads.add(pool.callBlocking("thread", null, String.class));
      }
    }
    assertThat(threads).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void shouldFinishWhatIsUnderWayWhenAskedTo() {
    List<PoolCall<?>> calls = new ArrayList<>();
    try (Pool pool = sleeper(TaskOptions.defaults()).resolveAfterFinishingAll().build()) {
      for (int i = 0; i < 50; i++) {
        calls.add(pool.call("nap", 2.0));
      }
    }
    for (PoolCall<?> call : calls) {
      assertThat(call.toCompletableFuture().getNow(null)).isEqualTo(2.0);
    }
  }

  @Test
  void shouldWaitForReadyWorkersWhenPrewarmed() {
    List<Integer> started = Collections.synchronizedList(new ArrayList<>());
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(3)
            .bootstrap((thread, total) -> started.add(thread))
            .task("echo", Object.class, Object.class, x -> x))
        .prewarm()
        .build()) {
      assertThat(started).containsExactlyInAnyOrder(0, 1, 2);
      assertThat(pool.tasks()).containsExactly("echo");
    }
  }

  @Test
  void shouldDrain() throws Exception {
    try (Pool pool = sleeper(TaskOptions.defaults()).build()) {
      PoolCall<?> slow = pool.call("nap", 100.0);
      assertThat(pool.drain(Duration.ofMillis(10))).isFalse();
      assertThat(pool.drain(Duration.ofSeconds(20))).isTrue();
      assertThat(slow.toCompletableFuture().get(5, TimeUnit.SECONDS)).isEqualTo(100.0);
    }
  }

  @Test
  @SuppressWarnings("FutureReturnValueIgnored") // the task's result is a stage
  void shouldWaitForATaskThatReturnsAStage() {
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(1)
            .task(
                "later",
                Double.class,
                Object.class,
                x -> CompletableFuture.supplyAsync(
                    () -> x * 2, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS))))
        .build()) {
      assertThat(pool.callBlocking("later", 4.0)).isEqualTo(8.0);
    }
  }

  @Test
  void shouldRejectOptionsThatMakeNoSense() {
    assertThatThrownBy(() -> JavaWorkers.of(-1)).hasMessageContaining("count is -1");
    assertThatThrownBy(() -> Pool.builder().maxPayloadBytes(64L << 20).build()).hasMessageContaining("maxPayloadBytes");
    assertThatThrownBy(() -> Pool.builder()
            .workers(JavaWorkers.of(1).bootstrap((a, b) -> {}).task("a", Object.class, Object.class, x -> x))
            .inliner()
            .build())
        .hasMessageContaining("inliner");
  }
}
