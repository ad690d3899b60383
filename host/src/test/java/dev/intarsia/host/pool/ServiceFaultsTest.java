package dev.intarsia.host.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.host.CallOptions;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolBuilder;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.PoolListener;
import dev.intarsia.host.TypeRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors out of every piece of code that a pool calls and did not write: no thread of it ends, every call settles, it closes. */
@Timeout(300)
class ServiceFaultsTest {
  /** Times that each kind of error is thrown at each place: 12 × 4 × 11 are more than 500. */
  private static final int ROUNDS = 12;

  private static final AtomicInteger THROWN = new AtomicInteger();
  private static final List<Supplier<Error>> KINDS = List.of(
      () -> new OutOfMemoryError("injected"),
      () -> new NoClassDefFoundError("injected"),
      () -> new StackOverflowError("injected"),
      MutteringError::new);

  /** Even to ask what it is about fails. */
  private static final class MutteringError extends Error {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new StackOverflowError("injected as well");
    }
  }

  private static Error injected(double kind) {
    THROWN.incrementAndGet();
    return KINDS.get((int) kind).get();
  }

  /** Writing it calls an accessor, which throws on whatever thread it is. */
  public record Unwritable(double kind) {
    @Override
    public double kind() {
      throw injected(kind);
    }
  }

  /** Reading it calls the constructor, which throws. */
  public record Unreadable(double kind) {
    public Unreadable {
      throw injected(kind);
    }
  }

  private final AtomicBoolean listenerThrows = new AtomicBoolean();
  private final AtomicInteger listenerKind = new AtomicInteger();

  private final class ThrowingListener implements PoolListener {
    private void fail() {
      if (listenerThrows.get()) {
        throw injected(listenerKind.get());
      }
    }

    @Override
    public void opened(Pool pool) {
      listenerThrows.set(true);
      fail();
    }

    @Override
    public void callEnded(String task, long durationNs, @Nullable Throwable failure) {
      fail();
    }

    @Override
    public void workerStarted(String worker) {
      fail();
    }

    @Override
    public void workerLost(String worker, Throwable cause) {
      fail();
    }

    @Override
    public void workerRecycled(String worker) {
      fail();
    }

    @Override
    public void serviceFault(Throwable fault) {
      fail();
    }
  }

  /** Where the error comes from. */
  enum Place {
    ARGUMENT_ENCODER,
    ARGUMENT_CONVERTER,
    TASK,
    STAGE,
    LATE_STAGE,
    RESULT_ENCODER,
    LATE_RESULT_ENCODER,
    RESULT_CONVERTER,
    CALLBACK,
    CALLBACK_OF_A_TIMER,
    ARGUMENT_STAGE
  }

  private static PoolCall<?> call(Pool pool, Place place, double kind) {
    return switch (place) {
      case ARGUMENT_ENCODER -> pool.call("echo", new Unwritable(kind));
      case ARGUMENT_CONVERTER -> pool.call("read", kindAsMap(kind));
      case TASK -> pool.call("throw", kind);
      case STAGE -> pool.call("stage", kind);
      case LATE_STAGE -> pool.call("lateStage", kind);
      case RESULT_ENCODER -> pool.call("unwritable", kind);
      case LATE_RESULT_ENCODER -> pool.call("lateUnwritable", kind);
      case RESULT_CONVERTER -> pool.call("echo", kindAsMap(kind), TypeRef.of(Unreadable.class));
      case CALLBACK -> throwing(pool.call("echo", kind), kind);
      case CALLBACK_OF_A_TIMER -> throwing(pool.call("nap", 20.0, CallOptions.timeout(Duration.ofMillis(1))), kind);
      case ARGUMENT_STAGE -> pool.call("echo", failedStage(kind));
    };
  }

  private static Object kindAsMap(double kind) {
    return java.util.Map.of("kind", kind);
  }

  private static CompletableFuture<Object> failedStage(double kind) {
    return CompletableFuture.supplyAsync(() -> {
      throw injected(kind);
    });
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what becomes of the callback is the callback's affair
  private static PoolCall<?> throwing(PoolCall<?> call, double kind) {
    call.whenComplete((value, failure) -> {
      throw injected(kind);
    });
    return call;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the workers await the stages
  private PoolBuilder builder() {
    JavaWorkers tasks = JavaWorkers.of(2)
        .task("echo", Object.class, Object.class, value -> value)
        .task("read", Unreadable.class, Object.class, value -> value)
        .task("throw", Double.class, Object.class, kind -> {
          throw injected(kind);
        })
        .task("stage", Double.class, Object.class, kind -> CompletableFuture.failedFuture(injected(kind)))
        .task(
            "lateStage",
            Double.class,
            Object.class,
            kind -> later(() -> {
              throw injected(kind);
            }))
        .task("unwritable", Double.class, Object.class, Unwritable::new)
        .task("lateUnwritable", Double.class, Object.class, kind -> later(() -> new Unwritable(kind)))
        .task("nap", Double.class, Double.class, ms -> {
          Thread.sleep(ms.longValue());
          return ms;
        });
    return Pool.builder().workers(tasks);
  }

  private static CompletableFuture<Object> later(Supplier<Object> value) {
    return CompletableFuture.supplyAsync(value, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS));
  }

  private static Set<Thread> poolThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("intarsia results")
            || thread.getName().startsWith("intarsia clock")
            || thread.getName().startsWith("intarsia java worker"))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void shouldKeepItsThreadsAndSettleEveryCall(Place place) throws Exception {
    THROWN.set(0);
    Set<Thread> before = poolThreads();
    try (Pool pool = builder().hardTimeout(Duration.ofSeconds(60)).build()) {
      assertThat(
              pool.call("nap", 1.0, CallOptions.timeout(Duration.ofSeconds(60))).await())
          .isEqualTo(1.0);
      Set<Thread> own = poolThreads();
      own.removeAll(before);
      assertThat(own).hasSize(4);
      List<PoolCall<?>> calls = new ArrayList<>();
      for (int i = 0; i < ROUNDS * KINDS.size(); i++) {
        calls.add(call(pool, place, i % KINDS.size()));
        calls.add(pool.call("echo", "innocent"));
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> calls.stream().allMatch(PoolCall::isDone));
      for (int i = 1; i < calls.size(); i += 2) {
        assertThat(calls.get(i).await()).isEqualTo("innocent");
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> THROWN.get() >= ROUNDS * KINDS.size());
      assertThat(own).allMatch(Thread::isAlive);
      assertThat(pool.inFlight()).isZero();
      assertThat(pool.callBlocking("echo", "after")).isEqualTo("after");
    }
  }

  @Test
  void shouldGoOnWhateverItsListenersThrow() {
    for (int kind = 0; kind < KINDS.size(); kind++) {
      listenerKind.set(kind);
      listenerThrows.set(false);
      THROWN.set(0);
      AtomicBoolean deadly = new AtomicBoolean(true);
      PoolBuilder builder = Pool.builder()
          .workers(JavaWorkers.of(1)
              .task("echo", Object.class, Object.class, value -> value)
              .bootstrap((thread, total) -> {
                if (deadly.getAndSet(false)) {
                  throw injected(listenerKind.get());
                }
              }))
          .recycleAfterCalls(5)
          .listener(new ThrowingListener());
      try (Pool pool = builder.build()) {
        List<PoolCall<?>> calls = new ArrayList<>();
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptions()
            .until(() -> "up".equals(pool.callBlocking("echo", "up")));
        for (int i = 0; i < ROUNDS; i++) {
          calls.add(pool.call("echo", i * 1.0));
        }
        assertThat(calls).extracting(PoolCall::await).doesNotContainNull();
        await().atMost(Duration.ofSeconds(60)).until(() -> THROWN.get() >= ROUNDS + 2);
        assertThat(pool.callBlocking("echo", "after")).isEqualTo("after");
      }
    }
  }
}
