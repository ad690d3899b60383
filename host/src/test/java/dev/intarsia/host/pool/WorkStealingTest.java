package dev.intarsia.host.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.host.Balancer;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolBuilder;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.TaskOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Idle workers take over what busy ones have not begun: each call once, and none left behind. */
@Timeout(120)
class WorkStealingTest {
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger held = new AtomicInteger();

  private PoolBuilder builder(int workers) {
    return Pool.builder().workers(tasks(workers));
  }

  private JavaWorkers tasks(int workers) {
    return JavaWorkers.of(workers)
        .task("hold", Double.class, Double.class, value -> {
          held.incrementAndGet();
          release.await();
          return value;
        })
        .task("echo", Double.class, Double.class, value -> value);
  }

  private void hold(Pool pool, int calls) {
    for (int i = 0; i < calls; i++) {
      PoolCall<?> _ = pool.call("hold", 0.0);
      int begun = i + 1;
      await().until(() -> held.get() == begun);
    }
  }

  private static List<PoolCall<Double>> echoes(Pool pool, int calls) {
    List<PoolCall<Double>> made = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      made.add(pool.call("echo", (double) i, Double.class));
    }
    return made;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 20, 33, 200})
  void shouldRunEverythingWhileAllWorkersButOneAreBusy(int calls) throws Exception {
    try (Pool pool = builder(3).build()) {
      hold(pool, 2);
      List<PoolCall<Double>> made = echoes(pool, calls);
      for (int i = 0; i < calls; i++) {
        assertThat(made.get(i).toCompletableFuture().get(60, TimeUnit.SECONDS)).isEqualTo(i);
      }
      release.countDown();
    }
  }

  /** Nobody waits for a result here: it is the host's own thread that has them stolen. */
  @Test
  void shouldRunEverythingThatNobodyWaitsFor() {
    try (Pool pool = builder(2).build()) {
      hold(pool, 1);
      List<PoolCall<Double>> made = echoes(pool, 100);
      await().atMost(Duration.ofSeconds(60)).until(() -> made.stream().allMatch(PoolCall::isDone));
      release.countDown();
    }
  }

  @Test
  void shouldLeaveCallsWhereAnotherBalancerPutThem() {
    try (Pool pool = builder(2).balancer(Balancer.ROUND_ROBIN).build()) {
      hold(pool, 1);
      List<PoolCall<Double>> made = echoes(pool, 100);
      await().until(() -> made.stream().filter(PoolCall::isDone).count() == 50);
      release.countDown();
      await().until(() -> made.stream().allMatch(PoolCall::isDone));
    }
  }

  @Test
  void shouldLeaveCallsWithAnAffinityKeyWhereTheyAre() {
    try (Pool pool = Pool.builder()
        .workers(tasks(2)
            .task(
                "keyed",
                Double.class,
                Double.class,
                value -> value,
                TaskOptions.defaults().withAffinity("k")))
        .build()) {
      String keyed = "keyed";
      PoolCall<Double> first = pool.call(keyed, 1.0, Double.class);
      first.await();
      long[] before = published(pool);
      PoolCall<?> _ = pool.call("hold", 0.0);
      await().until(() -> held.get() == 1);
      List<PoolCall<Double>> made = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        made.add(pool.call(keyed, (double) i, Double.class));
      }
      release.countDown();
      await().until(() -> made.stream().allMatch(PoolCall::isDone));
      long[] after = published(pool);
      long moved = Math.min(after[0] - before[0], after[1] - before[1]);
      assertThat(moved)
          .as("calls of the lane without the key: the held one at most")
          .isLessThanOrEqualTo(1);
    }
  }

  private static long[] published(Pool pool) {
    return pool.statistics().lanes().stream()
        .mapToLong(lane -> lane.published())
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void shouldRunEachCallOnceUnderLoad(int workers) throws Exception {
    int callers = 3;
    int rounds = 60;
    int batch = 150;
    AtomicIntegerArray runs = new AtomicIntegerArray(callers * rounds * batch);
    try (Pool pool = Pool.builder()
        .workers(JavaWorkers.of(workers).task("run", Double.class, Double.class, id -> {
          runs.incrementAndGet(id.intValue());
          if (id % 41 == 0) {
            TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextInt(300));
          }
          return -id;
        }))
        .build()) {
      List<Thread> threads = new ArrayList<>();
      AtomicInteger wrong = new AtomicInteger();
      AtomicInteger right = new AtomicInteger();
      for (int caller = 0; caller < callers; caller++) {
        int first = caller * rounds * batch;
        threads.add(Thread.ofPlatform().start(() -> {
          for (int round = 0; round < rounds; round++) {
            List<PoolCall<Double>> made = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
              made.add(pool.call("run", (double) (first + i), Double.class));
            }
            for (int i = 0; i < batch; i++) {
              (made.get(i).await() == -(double) (first + i) ? right : wrong).incrementAndGet();
            }
          }
        }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(wrong).hasValue(0);
      assertThat(right).hasValue(callers * rounds * batch);
    }
    for (int caller = 0; caller < callers; caller++) {
      for (int i = 0; i < batch; i++) {
        assertThat(runs.get(caller * rounds * batch + i)).isEqualTo(rounds);
      }
    }
  }
}
