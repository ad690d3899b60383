package dev.intarsia.host.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.host.CallOptions;
import dev.intarsia.host.InlinerOptions;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.Priority;
import dev.intarsia.host.Task;
import dev.intarsia.host.TaskContext;
import dev.intarsia.host.TaskFunction;
import dev.intarsia.host.TaskOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call's options are laid over those of its task: what is unset stays as the task declares it. */
@Timeout(120)
class CallOptionsTest {
  private static final Task<Double, Double> LEFT = Task.of("left", Double.class, Double.class);
  private static final Task<Double, String> WHERE = Task.of("where", Double.class, String.class);
  private static final TaskFunction<Double, Double> REMAINING = (x, context) -> context.remainingMs();

  private static JavaWorkers left(TaskOptions declared) {
    return JavaWorkers.of(1).task(LEFT, REMAINING, declared);
  }

  @Test
  void shouldTellTheTaskWhatIsLeftOfTheCallsOwnBudget() {
    TaskOptions seven = TaskOptions.defaults().withTimeout(Duration.ofSeconds(7));
    try (Pool none = Pool.builder().workers(left(TaskOptions.defaults())).build();
        Pool some = Pool.builder().workers(left(seven)).build()) {
      assertThat(none.call(LEFT, 0.0).await()).isInfinite();
      assertThat(
              none.call(LEFT, 0.0, CallOptions.timeout(Duration.ofMinutes(5))).await())
          .isBetween(200_000.0, 300_000.0);
      assertThat(none.call(LEFT, 0.0, CallOptions.none().retries(1)).await()).isInfinite();
      assertThat(some.call(LEFT, 0.0).await()).isBetween(1.0, 7_000.0);
      assertThat(
              some.call(LEFT, 0.0, CallOptions.timeout(Duration.ofMinutes(5))).await())
          .isBetween(200_000.0, 300_000.0);
      assertThat(
              some.call(LEFT, 0.0, CallOptions.none().priority(Priority.HIGH)).await())
          .isBetween(1.0, 7_000.0);
    }
  }

  @Test
  void shouldTellATaskOnTheHostItselfWhatIsLeft() {
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(0).task(LEFT, REMAINING, TaskOptions.defaults()))
        .inliner(InlinerOptions.defaults())
        .build()) {
      assertThat(pool.call(LEFT, 0.0).await()).isInfinite();
      assertThat(
              pool.call(LEFT, 0.0, CallOptions.timeout(Duration.ofMinutes(5))).await())
          .isBetween(200_000.0, 300_000.0);
    }
  }

  private static double untilAborted(CountDownLatch started, TaskContext context) {
    started.countDown();
    while (!context.hasAborted()) {
      Thread.onSpinWait();
    }
    return 1.0;
  }

  @Test
  void shouldReachARunningTaskByACallsOwnAbortSignal() throws Exception {
    for (int workers = 0; workers < 2; workers++) {
      CountDownLatch started = new CountDownLatch(1);
      TaskFunction<Double, Double> waits = (x, context) -> untilAborted(started, context);
      var builder = Pool.builder().workers(JavaWorkers.of(workers).task(LEFT, waits, TaskOptions.defaults()));
      try (Pool pool = workers == 0 ? builder.inliner().build() : builder.build()) {
        PoolCall<Double> call = pool.call(LEFT, 0.0, CallOptions.none().abortSignal());
        started.await();
        assertThat(call.abort()).isTrue();
        assertThat(call.toCompletableFuture().get(20, TimeUnit.SECONDS)).isEqualTo(1.0);
      }
    }
  }

  @Test
  void shouldKeepTheDeclaredPriorityAndAbortSignalOfACallThatSetsOnlyATimeout() throws Exception {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    JavaWorkers workers = JavaWorkers.of(1)
        .task("hold", Double.class, Double.class, x -> {
          running.countDown();
          release.await();
          return x;
        })
        .task(
            "low",
            Double.class,
            Boolean.class,
            x -> order.add("low"),
            TaskOptions.defaults().withPriority(Priority.LOW))
        .task(
            "high",
            Double.class,
            Boolean.class,
            x -> order.add("high"),
            TaskOptions.defaults().withPriority(Priority.HIGH));
    try (Pool pool = Pool.builder().workers(workers).build()) {
      List<PoolCall<?>> calls = new ArrayList<>();
      // More than there are slots, so that what follows waits in the queue.
      for (int i = 0; i < 33; i++) {
        calls.add(pool.call("hold", 1.0));
      }
      running.await();
      CallOptions budget = CallOptions.timeout(Duration.ofMinutes(5));
      calls.add(pool.call("low", 1.0, budget));
      calls.add(pool.call("high", 1.0, budget));
      release.countDown();
      calls.forEach(PoolCall::await);
    }
    assertThat(order).containsExactly("high", "low");
  }

  @Test
  void shouldKeepTheDeclaredAffinityOfACallThatSetsOnlyATimeout() {
    JavaWorkers workers = JavaWorkers.of(4)
        .task(
            WHERE, x -> Thread.currentThread().getName(), TaskOptions.defaults().withAffinity("key"));
    try (Pool pool = Pool.builder().workers(workers).build()) {
      Set<String> places = new HashSet<>();
      for (int i = 0; i < 40; i++) {
        places.add(pool.call(WHERE, (double) i, CallOptions.timeout(Duration.ofMinutes(5)))
            .await());
      }
      assertThat(places).hasSize(1);
    }
  }

  @Test
  void shouldNotMoveCallsThatHaveABudgetOrAnAbortSignalOfTheirOwn() throws Exception {
    CountDownLatch[] release = {new CountDownLatch(1), new CountDownLatch(1)};
    CountDownLatch held = new CountDownLatch(2);
    JavaWorkers workers = JavaWorkers.of(2)
        .task("hold", Double.class, Double.class, which -> {
          held.countDown();
          release[which.intValue()].await();
          return which;
        })
        .task(WHERE, x -> Thread.currentThread().getName());
    try (Pool pool = Pool.builder().workers(workers).build()) {
      List<PoolCall<?>> holds = List.of(pool.call("hold", 0.0), pool.call("hold", 1.0));
      held.await();
      // Both workers are busy, so one call lands behind each of them.
      List<PoolCall<String>> tied = List.of(
          pool.call(WHERE, 1.0, CallOptions.none().abortSignal()),
          pool.call(WHERE, 2.0, CallOptions.timeout(Duration.ofMinutes(5))));
      release[0].countDown();
      holds.get(0).await();
      for (int i = 0; i < 200; i++) {
        pool.call(WHERE, 1.0).await();
      }
      assertThat(tied.stream().filter(PoolCall::isDone)).hasSize(1);
      release[1].countDown();
      assertThat(tied.stream().map(PoolCall::await).distinct()).hasSize(2);
    }
  }

  @Test
  void shouldRejectNegativeRetries() {
    assertThatThrownBy(() -> CallOptions.none().retries(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("retries is -1");
  }
}
