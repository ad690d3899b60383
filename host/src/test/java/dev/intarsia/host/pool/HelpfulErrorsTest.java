package dev.intarsia.host.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.intarsia.host.CallOptions;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.PoolDeadlockException;
import dev.intarsia.host.TaskException;
import dev.intarsia.host.TaskTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a failed call tells: who called, what ran out, where it stood. */
@Timeout(120)
class HelpfulErrorsTest {
  private final AtomicReference<@Nullable Pool> own = new AtomicReference<>();

  @SuppressWarnings("FutureReturnValueIgnored") // the workers await the stages
  private Pool open(int workers) {
    JavaWorkers tasks = JavaWorkers.of(workers)
        .task("boom", String.class, Object.class, HelpfulErrorsTest::boom)
        .task("nap", Double.class, Double.class, ms -> {
          Thread.sleep(ms.longValue());
          return ms;
        })
        .task("outer", Double.class, Object.class, this::outer)
        .task("later", Double.class, Object.class, x -> pool().call("inner", x).toCompletableFuture())
        .task("impatient", Double.class, Object.class, this::impatient)
        .task("inner", Double.class, Object.class, x -> x + 1);
    Pool pool = Pool.builder().workers(tasks).build();
    own.set(pool);
    return pool;
  }

  private Pool pool() {
    Pool pool = own.get();
    if (pool == null) {
      throw new IllegalStateException("no pool yet");
    }
    return pool;
  }

  private static Object boom(String message) {
    throw new IllegalArgumentException(message);
  }

  private Object outer(Double depth) {
    return depth == 0 ? callFromHere(pool(), "inner", depth) : callFromHere(pool(), "outer", depth - 1);
  }

  /** Waits a moment for its own pool, then returns the call instead. */
  @SuppressWarnings("FutureReturnValueIgnored") // the worker awaits the stage
  private Object impatient(Double argument) throws InterruptedException, ExecutionException {
    PoolCall<?> inner = pool().call("inner", argument);
    try {
      return Objects.requireNonNull(inner.toCompletableFuture().get(300, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return inner.toCompletableFuture();
    }
  }

  private static Object callFromHere(Pool pool, String task, Object argument) {
    return Objects.requireNonNull(pool.call(task, argument).await());
  }

  private static List<String> methods(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .map(StackTraceElement::getMethodName)
        .toList();
  }

  @Test
  void shouldShowTheCallersFramesBeneathThoseOfTheTask() {
    try (Pool pool = open(1)) {
      TaskException thrown = catchThrowableOfType(TaskException.class, () -> callFromHere(pool, "boom", "no"));
      List<String> methods = methods(thrown);
      assertThat(methods).containsSubsequence("boom", "<below: its caller>", "callFromHere");
      assertThat(methods.get(methods.indexOf("<below: its caller>") + 1)).isEqualTo("callFromHere");
      assertThat(methods(catchThrowableOfType(TaskException.class, () -> pool.callBlocking("boom", "no"))))
          .containsSubsequence("boom", "<below: its caller>");
    }
  }

  @Test
  void shouldTellTaskLimitAndPlaceOfATimeout() {
    CallOptions limit = CallOptions.timeout(Duration.ofSeconds(1));
    try (Pool pool = open(1)) {
      PoolCall<?> running = pool.call("nap", 2_000.0, limit);
      PoolCall<?> waiting = pool.call("inner", 1.0, limit);
      TaskTimeoutException ran = catchThrowableOfType(TaskTimeoutException.class, running::await);
      assertThat(ran).hasMessage("Task timeout after 1000ms (nap): it was running on java worker 0");
      assertThat(methods(ran).get(0)).as("no frame of a timer").doesNotContain("run");
      assertThatThrownBy(waiting::await)
          .hasMessageStartingWith("Task timeout after 1000ms (inner): it ")
          .hasMessageContaining("java worker 0")
          .hasMessageNotContaining("was running on");
    }
  }

  @Test
  void shouldFindATaskThatWaitsForItsOwnFullPool() {
    for (int workers = 1; workers <= 3; workers++) {
      try (Pool pool = open(workers)) {
        double enough = workers - 1.0;
        assertThatThrownBy(() -> pool.callBlocking("outer", enough))
            .isInstanceOf(TaskException.class)
            .hasMessageContaining("all " + workers + " workers wait")
            .hasMessageContaining(PoolDeadlockException.class.getSimpleName())
            .hasMessageContaining("Return the call");
        assertThat(pool.callBlocking("inner", 1.0)).isEqualTo(2.0);
        assertThat(pool.callBlocking("later", 1.0)).isEqualTo(2.0);
      }
    }
  }

  @Test
  void shouldNotTakeAWaitWithALimitForADeadlock() {
    try (Pool pool = open(1)) {
      assertThat(pool.callBlocking("impatient", 1.0)).isEqualTo(2.0);
    }
  }

  @Test
  void shouldLetTasksWaitForTheirPoolWhileAWorkerIsFree() {
    try (Pool pool = open(3)) {
      for (int i = 0; i < 50; i++) {
        assertThat(pool.callBlocking("outer", 1.0)).isEqualTo(1.0);
        assertThat(pool.callBlocking("later", (double) i)).isEqualTo(i + 1.0);
      }
    }
  }
}
