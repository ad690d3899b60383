package dev.intarsia.host.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.host.CallOptions;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.PoolClosedException;
import dev.intarsia.host.PoolException;
import dev.intarsia.host.Task;
import dev.intarsia.host.TypeRef;
import dev.intarsia.host.ValueException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that are typed at both ends, the stages that depend on them, and how a pool ends with calls under way. */
@Timeout(120)
class TypedResultTest {
  /** What a task takes and returns. */
  public record Point(int x, int y) {}

  private static final Task<List<Point>, Map<String, Point>> NAMED =
      Task.of("named", new TypeRef<List<Point>>() {}, new TypeRef<Map<String, Point>>() {});
  private static final Task<Double, Double> SQUARE = Task.of("square", Double.class, Double.class);

  private static JavaWorkers workers() {
    return JavaWorkers.of(1)
        .task(NAMED, points -> Map.of("first", points.getFirst(), "last", points.getLast()))
        .task(SQUARE, x -> x * x);
  }

  @Test
  void shouldConvertArgumentsAndResultsToGenericTypes() {
    try (Pool pool = Pool.builder().workers(workers()).build()) {
      Map<String, Point> named =
          pool.call(NAMED, List.of(new Point(1, 2), new Point(3, 4))).await();
      assertThat(named).containsOnly(Map.entry("first", new Point(1, 2)), Map.entry("last", new Point(3, 4)));
      PoolCall<List<Double>> wrong = pool.call("square", 3.0, new TypeRef<List<Double>>() {});
      assertThatThrownBy(wrong::await).isInstanceOf(PoolException.class);
      assertThat(pool.call("square", 3.0).await()).isEqualTo(9.0);
      assertThat(pool.call("square", 3.0, Integer.class).await()).isEqualTo(9);
      assertThat(pool.callAll(SQUARE, List.of(1.0, 2.0), CallOptions.none().retries(1)).stream()
              .map(PoolCall::await))
          .containsExactly(1.0, 4.0);
    }
  }

  @Test
  void shouldHelpWithACallWhileSomebodyWaitsForWhatDependsOnIt() throws Exception {
    try (Pool pool = Pool.builder().workers(workers()).build()) {
      CompletableFuture<Double> half =
          pool.call(SQUARE, 4.0).thenApply(x -> x / 2).toCompletableFuture();
      assertThat(half.getClass().getSimpleName()).isEqualTo("HelpedFuture");
      assertThat(half.join()).isEqualTo(8.0);
      assertThat(pool.call(SQUARE, 3.0)
              .thenCompose(x -> pool.call(SQUARE, x))
              .thenApply(x -> x + 1)
              .toCompletableFuture()
              .get(20, TimeUnit.SECONDS))
          .isEqualTo(82.0);
    }
  }

  @Test
  void shouldFailWithOneHierarchy() {
    try (Pool pool = Pool.builder().workers(workers()).build()) {
      assertThatThrownBy(() -> pool.call("square", new Thread()).await())
          .isInstanceOf(ValueException.class)
          .isInstanceOf(PoolException.class);
      assertThatThrownBy(() -> pool.call("square", "text").await()).isInstanceOf(PoolException.class);
    }
  }

  private static Pool holding(CountDownLatch started, CountDownLatch release, Duration limit) {
    return Pool.builder()
        .closeLimit(limit)
        .workers(JavaWorkers.of(1).task("hold", Double.class, Double.class, x -> {
          started.countDown();
          release.await();
          return x;
        }))
        .build();
  }

  @Test
  void shouldLetCallsUnderWayEndAndRefuseNewOnesWhenClosed() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Pool pool = holding(started, release, Duration.ofMinutes(1));
    PoolCall<Double> held = pool.call("hold", 7.0, Double.class);
    started.await();
    Thread closing = Thread.ofPlatform().start(pool::close);
    org.awaitility.Awaitility.await().until(() -> {
      PoolCall<?> late = pool.call("hold", 1.0);
      return late.toCompletableFuture().isCompletedExceptionally();
    });
    assertThat(held.isDone()).isFalse();
    release.countDown();
    closing.join();
    assertThat(held.await()).isEqualTo(7.0);
  }

  @Test
  void shouldFailCallsThatOutlastTheLimitWhenClosed() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    Pool pool = holding(started, new CountDownLatch(1), Duration.ofMillis(20));
    PoolCall<?> held = pool.call("hold", 7.0);
    started.await();
    pool.close();
    assertThatThrownBy(held::await).isInstanceOf(PoolClosedException.class);
  }
}
