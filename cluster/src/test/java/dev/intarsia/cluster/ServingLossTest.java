package dev.intarsia.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.intarsia.host.CallOptions;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.Task;
import dev.intarsia.host.TaskException;
import dev.intarsia.host.TaskOptions;
import dev.intarsia.host.WorkerLostException;
import dev.intarsia.host.Workers;
import dev.intarsia.host.worker.HostWaker;
import dev.intarsia.host.worker.WorkerKind;
import dev.intarsia.host.worker.WorkerPart;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that lives and loses one of its workers, and what else of a call crosses besides its argument. */
@Timeout(120)
class ServingLossTest {
  private static final Task<Object, Object> HOLD = Task.of("hold", Object.class, Object.class);
  private static final Task<Object, Object> LEFT = Task.of("left", Object.class, Object.class);
  private static final Task<Object, Object> FORGE = Task.of("forge", Object.class, Object.class);
  private static final Duration BEAT = Duration.ofMillis(50);

  private final InMemoryNetwork network = new InMemoryNetwork();
  private final List<HostWaker> wakers = new CopyOnWriteArrayList<>();
  private final AtomicInteger held = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);
  private ClusterNode server;
  private ClusterNode caller;
  private Pool pool;

  @BeforeEach
  void open() {
    JavaWorkers workers = JavaWorkers.of(1)
        .task(HOLD, value -> {
          held.incrementAndGet();
          release.await();
          return value;
        })
        .task(LEFT, (value, context) -> context.remainingMs(), TaskOptions.defaults())
        .task(FORGE, value -> {
          throw new WorkerLostException("I say so", null);
        });
    server = ClusterNode.builder(network.transport("server"))
        .serve(watched(workers))
        .beat(BEAT, 100)
        .open();
    caller = ClusterNode.builder(network.transport("caller")).beat(BEAT, 100).open();
    pool = Pool.builder()
        .closeLimit(Duration.ZERO)
        .workers(RemoteWorkers.of(caller).task(HOLD).task(LEFT).task(FORGE).lanes(1))
        .build();
  }

  /** Workers that the test can declare lost. */
  private WorkerPart watched(Workers part) {
    return settings -> {
      WorkerKind kind = WorkerPart.open(part, settings);
      return new WorkerKind(kind.name(), kind.count(), kind.tasks(), (index, waker) -> {
        wakers.add(waker);
        return kind.factory().start(index, waker);
      });
    };
  }

  @AfterEach
  void close() {
    release.countDown();
    pool.close();
    caller.close();
    server.close();
    network.close();
  }

  @Test
  void shouldTellTheLossOfAWorkerOnTheOtherNode() {
    PoolCall<Object> call = pool.call(HOLD, 1.0);
    await().until(() -> held.get() == 1);
    wakers.getLast().lost(new IllegalStateException("fell over"));
    assertThatThrownBy(call::await)
        .isInstanceOfSatisfying(
            WorkerLostException.class,
            lost -> assertThat(lost.outcome()).isEqualTo(WorkerLostException.Outcome.UNKNOWN))
        .hasMessageContaining("On another node: ")
        .hasMessageContaining("java worker 0");
    assertThat(held).hasValue(1);
  }

  @Test
  void shouldMakeACallAgainWhoseWorkerWasLostThereWhereItAllowsIt() {
    PoolCall<Object> call = pool.call(HOLD, "argument", CallOptions.none().retries(1));
    await().until(() -> held.get() == 1);
    wakers.getLast().lost(new IllegalStateException("fell over"));
    await().until(() -> held.get() == 2);
    release.countDown();
    assertThat(call.await()).isEqualTo("argument");
    assertThat(held).hasValue(2);
  }

  @Test
  void shouldNotBelieveATaskThatThrowsTheLossOfAWorker() {
    assertThatThrownBy(
            () -> pool.call(FORGE, 1.0, CallOptions.none().retries(3)).await())
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("I say so");
  }

  @Test
  void shouldSendTheTimeThatIsLeftOfACallsOwnTimeout() {
    double left = (Double)
        pool.call(LEFT, 1.0, CallOptions.timeout(Duration.ofMinutes(5))).await();
    assertThat(left).isBetween(150_000.0, 300_000.0);
    assertThat((Double) pool.call(LEFT, 1.0).await()).isInfinite();
  }

  @Test
  void shouldTellWhatOtherNodesServeAndHowBusyTheyAre() {
    await()
        .untilAsserted(() -> assertThat(caller.members())
            .containsExactly(new MemberStatus("server", "", List.of("forge", "hold", "left"), 64, 0, false)));
    PoolCall<Object> _ = pool.call(HOLD, 1.0);
    PoolCall<Object> _ = pool.call(HOLD, 2.0);
    await()
        .untilAsserted(() -> assertThat(caller.members().getFirst().underWay()).isEqualTo(2));
    assertThat(caller.members().getFirst().freeSlots()).isEqualTo(62);
  }
}
