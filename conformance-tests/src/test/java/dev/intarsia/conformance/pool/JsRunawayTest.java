package dev.intarsia.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.host.Balancer;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.TaskTimeoutException;
import dev.intarsia.js.JsWorkers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The limit of running time in JS workers: runaways end, and neither workers nor calls beside them do. */
@Timeout(120)
class JsRunawayTest {
  private static final Duration LIMIT = Duration.ofMillis(700);

  @TempDir
  private Path directory;

  private Path module;

  @BeforeEach
  void write() throws IOException {
    module = Files.writeString(directory.resolve("tasks.mjs"), """
            export const echo = (x) => x;
            export const spin = () => { for (;;); };
            export const later = async () => { await new Promise((done) => setTimeout(done, 10)); for (;;); };
            export const hang = () => new Promise(() => {});
            export const sleep = (ms) => new Promise((done) => setTimeout(done, ms, ms));
            export const work = (ms) => { const end = Date.now() + ms; while (Date.now() < end); return ms; };
            """);
  }

  private Pool pool(int workers, Balancer balancer) {
    return Pool.builder()
        .workers(JsWorkers.of(module).threads(workers))
        .balancer(balancer)
        .hardTimeout(LIMIT)
        .prewarm()
        .build();
  }

  private static long lost(Pool pool) {
    return pool.statistics().lanes().stream()
        .mapToLong(lane -> lane.workersLost())
        .sum();
  }

  @ParameterizedTest
  @EnumSource(
      value = Balancer.class,
      names = {"WORK_STEALING", "ROUND_ROBIN", "LEAST_USED"})
  void shouldEndRunawaysAndKeepWorkersAndOtherCalls(Balancer balancer) {
    try (Pool pool = pool(2, balancer)) {
      List<PoolCall<Double>> innocent = new ArrayList<>();
      List<PoolCall<@Nullable Object>> runaways = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        if (i % 5 == 2) {
          runaways.add(pool.call("spin", null));
        }
        innocent.add(pool.call("echo", (double) i, Double.class));
      }
      for (PoolCall<@Nullable Object> runaway : runaways) {
        assertThatThrownBy(runaway::await).isInstanceOf(TaskTimeoutException.class);
      }
      assertThat(innocent).extracting(PoolCall::await).doesNotContainNull();
      for (int i = 0; i < 10; i++) {
        assertThat(pool.callBlocking("echo", (double) i)).isEqualTo((double) i);
      }
      assertThat(lost(pool)).isLessThanOrEqualTo(runaways.size());
    }
  }

  @Test
  void shouldKeepAWorkerWhoseCallsMerelyQueue() {
    try (Pool pool = pool(1, Balancer.ROUND_ROBIN)) {
      List<PoolCall<Double>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(pool.call("work", 100.0, Double.class));
      }
      assertThat(calls).extracting(PoolCall::await).containsOnly(100.0);
      assertThat(lost(pool)).isZero();
    }
  }

  @Test
  void shouldForgetAPromiseThatNeverSettlesAndKeepTheOthersOfItsWorker() throws Exception {
    try (Pool pool = pool(1, Balancer.ROUND_ROBIN)) {
      PoolCall<@Nullable Object> hung = pool.call("hang", null);
      Thread.sleep(300);
      List<PoolCall<Double>> others = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        others.add(pool.call("sleep", 550.0, Double.class));
      }
      assertThatThrownBy(hung::await)
          .isInstanceOf(TaskTimeoutException.class)
          .hasMessageContaining("the worker goes on");
      assertThat(others).extracting(PoolCall::await).containsOnly(550.0);
      assertThat(lost(pool)).isZero();
      assertThat(pool.drain(Duration.ofSeconds(10))).isTrue();
    }
  }

  /** What runs then is no call: the loop's own limit ends it. */
  @Test
  void shouldStopARunawayAfterItsFirstAwait() {
    try (Pool pool = pool(1, Balancer.ROUND_ROBIN)) {
      PoolCall<@Nullable Object> runaway = pool.call("later", null);
      assertThatThrownBy(runaway::await).isInstanceOf(RuntimeException.class);
      assertThat(pool.callBlocking("echo", 1.0)).isEqualTo(1.0);
    }
  }
}
