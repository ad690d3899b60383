package dev.intarsia.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.PoolClosedException;
import dev.intarsia.host.TaskException;
import dev.intarsia.host.UnknownTaskException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a pool does whatever its workers are. A kind of worker brings the tasks {@code echo} (its
 * argument), {@code square}, {@code fail} (an error with its argument as message) and {@code nap} (sleeps
 * for its argument in milliseconds and returns it).
 */
@Timeout(60)
abstract class PoolContract {
  private Pool pool;

  /** A pool with so many workers of the kind under test. */
  abstract Pool open(int workers);

  @BeforeEach
  void openPool() {
    pool = open(1);
  }

  @AfterEach
  void closePool() {
    if (pool != null) { // there is none where a kind of worker can't be had
      pool.close();
    }
  }

  @Test
  void shouldReturnWhatTheTaskReturns() throws Exception {
    PoolCall<Double> nine = pool.call("square", 3.0, Double.class);
    assertThat(nine.await()).isEqualTo(9.0);
    assertThat(pool.callBlocking("echo", "text")).isEqualTo("text");
    assertThat(pool.callBlocking("echo", Map.of("a", List.of(1.0, "b")))).isEqualTo(Map.of("a", List.of(1.0, "b")));
    assertThat(pool.call("echo", new byte[100_000], byte[].class).await()).hasSize(100_000);
  }

  @Test
  void shouldFailWithNameAndMessageOfWhatTheTaskThrew() {
    PoolCall<?> failing = pool.call("fail", "broken");
    assertThatThrownBy(failing::await).isInstanceOfSatisfying(TaskException.class, thrown -> {
      assertThat(thrown.remoteMessage()).isEqualTo("broken");
      assertThat(thrown.name()).isNotBlank();
    });
    assertThatThrownBy(failing.toCompletableFuture()::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TaskException.class);
  }

  @Test
  void shouldNameTheTasksThereAreWhenOneIsUnknown() {
    assertThatThrownBy(() -> pool.call("sqare", 1.0))
        .isInstanceOf(UnknownTaskException.class)
        .hasMessageContaining("did you mean \"square\"")
        .hasMessageContaining("echo");
  }

  @Test
  void shouldKeepTenThousandCallsInFlightApart() {
    List<PoolCall<Double>> calls = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      calls.add(pool.call("square", (double) i, Double.class));
    }
    for (int i = 0; i < calls.size(); i++) {
      assertThat(calls.get(i).await()).isEqualTo((double) i * i);
    }
    assertThat(pool.inFlight()).isZero();
  }

  @Test
  @SuppressWarnings("FutureReturnValueIgnored")
  void shouldBringResultsThatNobodyWaitsFor() throws Exception {
    CountDownLatch came = new CountDownLatch(500);
    for (int i = 0; i < 500; i++) {
      pool.call("square", (double) i).thenAccept(value -> came.countDown());
    }
    assertThat(came.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  @SuppressWarnings("FutureReturnValueIgnored")
  void shouldBringALoneResultThatNobodyWaitsForWithoutDelay() throws Exception {
    pool.callBlocking("square", 1.0);
    Thread.sleep(50);
    CountDownLatch came = new CountDownLatch(1);
    pool.call("square", 2.0).thenAccept(value -> came.countDown());
    assertThat(came.await(2, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldAwaitAnArgumentThatIsAStage() {
    CompletableFuture<Double> argument = new CompletableFuture<>();
    PoolCall<Double> call = pool.call("square", argument, Double.class);
    assertThat(call.isDone()).isFalse();
    argument.complete(4.0);
    assertThat(call.await()).isEqualTo(16.0);
  }

  @Test
  void shouldFailWithTheStageThatFailed() {
    PoolCall<?> call = pool.call("square", CompletableFuture.failedFuture(new IllegalStateException("no input")));
    assertThatThrownBy(call::await).isInstanceOf(IllegalStateException.class).hasMessage("no input");
  }

  @Test
  void shouldCancelACallAndServeTheNext() {
    PoolCall<?> slow = pool.call("nap", 200.0);
    PoolCall<?> waiting = pool.call("nap", 1.0);
    assertThat(waiting.cancel()).isTrue();
    assertThat(waiting).isCancelled();
    assertThat(slow.await()).isEqualTo(200.0);
    assertThat(pool.callBlocking("square", 5.0)).isEqualTo(25.0);
  }

  @Test
  void shouldFailCallsUnderWayAndLaterOnesWhenShutDownNow() {
    PoolCall<?> slow = pool.call("nap", 300.0);
    pool.shutdownNow().join();
    assertThatThrownBy(slow::await).isInstanceOf(PoolClosedException.class);
    assertThatThrownBy(() -> pool.callBlocking("square", 1.0))
        .isInstanceOf(PoolClosedException.class)
        .hasMessageContaining("shut down");
  }

  @Test
  void shouldLetCallsUnderWayEndAndRefuseLaterOnesWhenClosed() {
    PoolCall<?> slow = pool.call("nap", 300.0);
    pool.close();
    assertThat(slow.await()).isEqualTo(300.0);
    assertThatThrownBy(() -> pool.callBlocking("square", 1.0)).isInstanceOf(PoolClosedException.class);
  }

  @Test
  void shouldGoOnUntilADelayedShutdown() {
    pool.callBlocking("square", 1.0);
    CompletableFuture<Void> ended = pool.shutdown(Duration.ofSeconds(1));
    assertThat(pool.callBlocking("square", 2.0)).isEqualTo(4.0);
    assertThat(ended).succeedsWithin(Duration.ofSeconds(20));
    assertThatThrownBy(() -> pool.callBlocking("square", 1.0)).isInstanceOf(PoolClosedException.class);
  }

  @Test
  void shouldServeManyThreadsOverTwoWorkers() throws Exception {
    try (Pool shared = open(2)) {
      List<CompletableFuture<Long>> callers = IntStream.range(0, 4)
          .mapToObj(caller -> CompletableFuture.supplyAsync(() -> hammer(shared, caller)))
          .toList();
      for (CompletableFuture<Long> caller : callers) {
        assertThat(caller.toCompletableFuture().get(50, TimeUnit.SECONDS)).isEqualTo(2_500);
      }
    }
  }

  /** 50 rounds of 50 calls that are under way at once. */
  private static long hammer(Pool shared, int caller) {
    long right = 0;
    for (int round = 0; round < 50; round++) {
      List<PoolCall<Double>> calls = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        calls.add(shared.call("square", caller * 1e6 + round * 50 + i, Double.class));
      }
      for (int i = 0; i < 50; i++) {
        double value = caller * 1e6 + round * 50 + i;
        right += calls.get(i).await() == value * value ? 1 : 0;
      }
    }
    return right;
  }

  @Test
  void shouldServeVirtualThreads() throws Exception {
    List<Thread> threads = new ArrayList<>();
    List<Double> results = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 200; i++) {
      double value = i;
      threads.add(Thread.startVirtualThread(() -> results.add(pool.callBlocking("square", value, Double.class))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(results).hasSize(200).contains(0.0, 1.0, 199.0 * 199.0);
  }

  @Test
  void shouldRefuseAPayloadOverTheLimit() {
    PoolCall<?> tooLarge = pool.call("echo", new byte[9 << 20]);
    assertThatThrownBy(tooLarge::await).hasMessageContaining("KNT_ERROR_3");
    assertThat(pool.callBlocking("square", 2.0)).isEqualTo(4.0);
  }

  @Test
  void shouldTakePayloadsUpToTheLimitManyAtATime() {
    List<PoolCall<byte[]>> calls = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      calls.add(pool.call("echo", new byte[1 << 20], byte[].class));
    }
    for (PoolCall<byte[]> call : calls) {
      assertThat(call.await()).hasSize(1 << 20);
    }
  }
}
