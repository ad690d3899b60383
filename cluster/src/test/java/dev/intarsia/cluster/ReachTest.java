package dev.intarsia.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which calls leave a machine that could run them itself. */
@Timeout(120)
class ReachTest {
  private static final Task<Object, Object> HOLD = Task.of("hold", Object.class, Object.class);
  private static final Duration BEAT = Duration.ofMillis(50);

  private final InMemoryNetwork network = new InMemoryNetwork();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger here = new AtomicInteger();
  private final AtomicInteger there = new AtomicInteger();

  @AfterEach
  void close() throws Exception {
    release.countDown();
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    network.close();
  }

  private JavaWorkers workers(int count, AtomicInteger held) {
    return JavaWorkers.of(count).task(HOLD, value -> {
      held.incrementAndGet();
      release.await();
      return value;
    });
  }

  private void serve(int slots) {
    open.add(ClusterNode.builder(network.transport("server"))
        .serve(workers(2, there))
        .slots(slots)
        .beat(BEAT, 100)
        .open());
  }

  private Pool pool(Reach reach, int mark) {
    ClusterNode node =
        ClusterNode.builder(network.transport("caller")).beat(BEAT, 100).open();
    open.add(node);
    RemoteWorkers part =
        RemoteWorkers.of(node).local(workers(1, here)).reach(reach).mark(mark).lanes(1);
    Pool pool = Pool.builder().closeLimit(Duration.ZERO).workers(part).build();
    open.add(pool);
    if (open.size() > 2 && reach != Reach.LOCAL_ONLY) { // there is a server
      await().until(() -> !node.members().isEmpty());
    }
    return pool;
  }

  private static void call(Pool pool, int times, List<PoolCall<Object>> calls) {
    for (int i = 0; i < times; i++) {
      calls.add(pool.call(HOLD, (double) i));
    }
  }

  private void settle(List<PoolCall<Object>> calls) {
    release.countDown();
    for (PoolCall<Object> call : calls) {
      assertThat(call.await()).isNotNull();
    }
    assertThat(here.get() + there.get()).isEqualTo(calls.size());
  }

  @Test
  void shouldStayHereBelowTheMarkAndLeaveAboveIt() throws Exception {
    serve(64);
    Pool pool = pool(Reach.PREFER_LOCAL, 3);
    List<PoolCall<Object>> calls = new ArrayList<>();
    call(pool, 3, calls);
    await().until(() -> here.get() == 1);
    Thread.sleep(200); // nothing may leave in this time
    assertThat(there).hasValue(0);
    await().until(() -> {
      call(pool, 1, calls); // it takes a while until the lane to the other node has its credits
      return there.get() > 0;
    });
    settle(calls);
  }

  @Test
  void shouldStayHereWhileNobodyElseHasAFreeSlot() {
    Pool pool = pool(Reach.PREFER_LOCAL, 1);
    List<PoolCall<Object>> calls = new ArrayList<>();
    call(pool, 20, calls);
    release.countDown();
    for (PoolCall<Object> call : calls) {
      assertThat(call.await()).isNotNull();
    }
    assertThat(here).hasValue(20);
  }

  @Test
  void shouldSpreadOverThisMachineAndOthersAlike() {
    serve(64);
    Pool pool = pool(Reach.SPREAD, 1);
    List<PoolCall<Object>> calls = new ArrayList<>();
    await().until(() -> {
      call(pool, 1, calls);
      return there.get() > 0 && here.get() > 0;
    });
    settle(calls);
  }

  @Test
  void shouldKeepEverythingHereWithLocalOnly() {
    serve(64);
    Pool pool = pool(Reach.LOCAL_ONLY, 1);
    assertThat(pool.statistics().lanes()).hasSize(1);
    List<PoolCall<Object>> calls = new ArrayList<>();
    call(pool, 100, calls);
    settle(calls);
    assertThat(here).hasValue(100);
  }

  @Test
  void shouldTakeTasksFromOneSideOnly() {
    ClusterNode node = ClusterNode.builder(network.transport("caller")).open();
    open.add(node);
    RemoteWorkers both = RemoteWorkers.of(node).task(HOLD).local(workers(1, here));
    assertThatThrownBy(() -> Pool.builder().workers(both).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the tasks are those of local()");
  }
}
