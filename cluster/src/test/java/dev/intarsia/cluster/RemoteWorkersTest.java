package dev.intarsia.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.intarsia.bridge.memory.ProcessSharedBuffer;
import dev.intarsia.cluster.transport.Member;
import dev.intarsia.cluster.transport.Transport;
import dev.intarsia.host.CallOptions;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.Task;
import dev.intarsia.host.TaskException;
import dev.intarsia.host.TaskOptions;
import dev.intarsia.host.WorkerLostException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls over a network that loses, repeats and cuts. */
@Timeout(60)
class RemoteWorkersTest {
  private static final Task<Object, Object> ECHO = Task.of("echo", Object.class, Object.class);
  private static final Task<Object, Object> HOLD = Task.of("hold", Object.class, Object.class);
  private static final Duration BEAT = Duration.ofMillis(20);

  private final InMemoryNetwork network = new InMemoryNetwork();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final AtomicInteger ran = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() throws Exception {
    release.countDown();
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    network.close();
  }

  private ClusterNode server(Transport transport, int slots, String digest) {
    JavaWorkers workers = JavaWorkers.of(2)
        .task(ECHO, value -> {
          ran.incrementAndGet();
          return value;
        })
        .task(HOLD, value -> {
          held.incrementAndGet();
          release.await();
          return value;
        });
    return keep(ClusterNode.builder(transport)
        .serve(workers)
        .slots(slots)
        .digest(digest)
        .maxPayloadBytes(1 << 20)
        .beat(BEAT, 500)
        .open());
  }

  private Pool caller(String digest) {
    ClusterNode node = keep(ClusterNode.builder(network.transport("caller"))
        .digest(digest)
        .maxPayloadBytes(1 << 20)
        .beat(BEAT, 500)
        .open());
    return keep(Pool.builder()
        .closeLimit(Duration.ZERO)
        .workers(RemoteWorkers.of(node).task(ECHO).task(HOLD).lanes(2))
        .build());
  }

  private <T extends AutoCloseable> T keep(T resource) {
    open.add(resource);
    return resource;
  }

  private static WorkerLostException lost(PoolCall<?> call) {
    try {
      call.toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof WorkerLostException lost) {
        return lost;
      }
      throw e;
    }
    throw new AssertionError("the call gave a result");
  }

  @Test
  void shouldCarryEveryKindOfValueToAnotherNodeAndBack() {
    server(network.transport("server"), 4, "");
    Pool pool = caller("");
    byte[] bytes = new byte[200_000];
    new Random(7).nextBytes(bytes);
    for (Object value : List.of(
        1.5, "grüße", true, BigInteger.TWO.pow(90).negate(), Instant.ofEpochMilli(7), Map.of("a", List.of(1.0, "b")))) {
      assertThat(pool.call(ECHO, value).await()).isEqualTo(value);
    }
    assertThat((byte[]) pool.call(ECHO, bytes).await()).isEqualTo(bytes);
    assertThat((double[]) pool.call(ECHO, new double[] {1, 2}).await()).containsExactly(1, 2);
    assertThat(pool.call("echo", null, Object.class).await()).isNull();
  }

  @Test
  void shouldKeepCallsApartWhenMoreAreMadeThanThereAreCredits() {
    server(network.transport("one"), 3, "");
    server(network.transport("two"), 3, "");
    Pool pool = caller("");
    List<PoolCall<Object>> calls = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      calls.add(pool.call(ECHO, (double) i));
    }
    for (int i = 0; i < calls.size(); i++) {
      assertThat(calls.get(i).await()).isEqualTo((double) i);
    }
    assertThat(ran).hasValue(2_000);
  }

  @Test
  void shouldNotBufferMoreCallsOnANodeThanItHasSlots() {
    ClusterNode server = server(network.transport("server"), 3, "");
    Pool pool = caller("");
    for (int i = 0; i < 50; i++) {
      pool.call(HOLD, (double) i);
    }
    await().until(() -> held.get() == 2);
    await().during(Duration.ofMillis(100)).until(() -> server.underWay() == 3);
  }

  @Test
  void shouldIgnoreRepeatedFrames() {
    network.fault((from, to, bytes) -> 2);
    server(network.transport("server"), 4, "");
    Pool pool = caller("");
    for (int i = 0; i < 300; i++) {
      assertThat(pool.call(ECHO, (double) i).await()).isEqualTo((double) i);
    }
    assertThat(ran).hasValue(300);
  }

  @Test
  void shouldSettleEveryCallAndRunNoneTwiceWhenFramesAreLost() {
    Random random = new Random(11);
    network.fault((from, to, bytes) -> {
      synchronized (random) {
        return random.nextInt(100) < 2 ? 0 : 1;
      }
    });
    server(network.transport("server"), 8, "");
    Pool pool = caller("");
    int results = 0;
    int unknown = 0;
    for (int i = 0; i < 400; i++) {
      PoolCall<Object> call = pool.call(ECHO, (double) i);
      try {
        assertThat(call.await()).isEqualTo((double) i);
        results++;
      } catch (WorkerLostException e) {
        assertThat(e.outcome()).isEqualTo(WorkerLostException.Outcome.UNKNOWN);
        unknown++;
      }
    }
    assertThat(results + unknown).isEqualTo(400);
    assertThat(results).isGreaterThan(200);
    assertThat(unknown).isPositive();
    assertThat(ran.get()).isBetween(results, 400);
  }

  @Test
  void shouldSayUnknownOfCallsThatWereSentToALostNodeAndMoveTheOthers() {
    Transport doomed = network.transport("doomed");
    server(doomed, 2, "");
    Pool pool = caller("");
    List<PoolCall<Object>> sent = List.of(pool.call(HOLD, 1.0), pool.call(HOLD, 2.0));
    await().until(() -> held.get() == 2);
    PoolCall<Object> waiting = pool.call(ECHO, 3.0);
    network.kill(doomed.self());
    for (PoolCall<Object> call : sent) {
      assertThat(lost(call).outcome()).isEqualTo(WorkerLostException.Outcome.UNKNOWN);
    }
    assertThat(waiting.isDone()).isFalse();
    server(network.transport("heir"), 2, "");
    assertThat(waiting.await()).isEqualTo(3.0);
    assertThat(ran).hasValue(1);
  }

  @Test
  void shouldRepeatOnlyCallsThatAllowIt() {
    Transport doomed = network.transport("doomed");
    server(doomed, 2, "");
    Pool pool = caller("");
    PoolCall<Object> repeatable = pool.call(HOLD, 1.0, CallOptions.none().retries(1));
    await().until(() -> held.get() == 1);
    network.kill(doomed.self());
    server(network.transport("heir"), 2, "");
    await().until(() -> held.get() == 2);
    release.countDown();
    assertThat(repeatable.await()).isEqualTo(1.0);
  }

  @Test
  void shouldStopCallingWhenThisNodeItselfIsOutOfTheCluster() {
    server(network.transport("server"), 2, "");
    Pool pool = caller("");
    PoolCall<Object> sent = pool.call(HOLD, 1.0);
    await().until(() -> held.get() == 1);
    network.kill(new Member("caller#1", "caller"));
    assertThat(lost(sent).outcome()).isEqualTo(WorkerLostException.Outcome.UNKNOWN);
    assertThat(lost(pool.call(ECHO, 2.0)).outcome()).isEqualTo(WorkerLostException.Outcome.NOT_STARTED);
    assertThat(ran).hasValue(0);
  }

  @Test
  void shouldCallOnlyNodesOfTheSameDigest() {
    server(network.transport("old"), 2, "v1");
    Pool pool = caller("v2");
    PoolCall<Object> call = pool.call(ECHO, 1.0);
    await().during(Duration.ofMillis(200)).until(() -> !call.isDone());
    server(network.transport("new"), 2, "v2");
    assertThat(call.await()).isEqualTo(1.0);
  }

  @Test
  void shouldRefuseMemoryOfThisMachineByName() {
    server(network.transport("server"), 2, "");
    Pool pool = caller("");
    try (ProcessSharedBuffer buffer = ProcessSharedBuffer.create(64)) {
      assertThatThrownBy(() -> pool.call(ECHO, buffer).await())
          .isInstanceOf(TaskException.class)
          .hasMessageContaining("A ProcessSharedBuffer can't go to another node");
    }
  }

  @Test
  void shouldRefuseAnArgumentThatIsTooLong() {
    server(network.transport("server"), 2, "");
    Pool pool = caller("");
    assertThatThrownBy(() -> pool.call(ECHO, new byte[(1 << 20) + 1]).await())
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("the argument has 1048577 bytes; 1048576 may go to another node");
    assertThat(pool.call(ECHO, 1.0).await()).isEqualTo(1.0);
  }

  @Test
  void shouldSendTheTimeThatIsLeftAndTheAbort() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    List<Double> left = new ArrayList<>();
    TaskOptions options = TaskOptions.defaults().withAbortSignal().withTimeout(Duration.ofSeconds(30));
    JavaWorkers workers = JavaWorkers.of(1)
        .task(
            HOLD,
            (value, context) -> {
              left.add(context.remainingMs());
              while (!context.hasAborted()) {
                TimeUnit.MILLISECONDS.sleep(1);
              }
              stopped.countDown();
              return value;
            },
            options);
    keep(ClusterNode.builder(network.transport("server"))
        .serve(workers)
        .beat(BEAT, 500)
        .open());
    ClusterNode node =
        keep(ClusterNode.builder(network.transport("caller")).beat(BEAT, 500).open());
    Pool pool = keep(Pool.builder()
        .closeLimit(Duration.ZERO)
        .workers(RemoteWorkers.of(node).task("hold", options).lanes(1))
        .build());
    PoolCall<Object> call = pool.call(HOLD, 1.0);
    await().until(() -> !left.isEmpty());
    assertThat(left.getFirst()).isBetween(20_000.0, 30_000.0);
    call.abort();
    assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldLoseNothingWhenANodeDrains() throws Exception {
    ClusterNode leaving = server(network.transport("leaving"), 4, "");
    server(network.transport("staying"), 4, "");
    Pool pool = caller("");
    List<PoolCall<Object>> calls = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      calls.add(pool.call(ECHO, (double) i));
    }
    assertThat(leaving.drain(Duration.ofSeconds(20))).isTrue();
    leaving.close();
    for (int i = 0; i < calls.size(); i++) {
      assertThat(calls.get(i).await()).isEqualTo((double) i);
    }
  }

  @Test
  void shouldEndTheExchangeWithANodeThatLiesAndWithNoOther() {
    ClusterNode server = server(network.transport("server"), 4, "");
    Transport liar = network.transport("liar");
    liar.start(new Silent());
    Pool pool = caller("");
    assertThat(pool.call(ECHO, 1.0).await()).isEqualTo(1.0);
    network.deliver(liar.self(), new Member("server#1", "server"), new byte[] {2, 0, 0});
    await().until(() -> server.refusals().containsKey("liar"));
    assertThat(server.refusals()).containsOnlyKeys("liar");
    assertThat(pool.call(ECHO, 2.0).await()).isEqualTo(2.0);
  }

  private static final class Silent implements Transport.Listener {
    @Override
    public void joined(Member member) {}

    @Override
    public void received(Member from, byte[] bytes) {}

    @Override
    public void left(Member member) {}

    @Override
    public void removed(String reason) {}
  }
}
