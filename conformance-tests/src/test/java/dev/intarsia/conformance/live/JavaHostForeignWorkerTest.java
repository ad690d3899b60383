package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.conformance.live.LaneDriver.Outcome;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.WorkerChild;
import dev.intarsia.host.process.WorkerSpec;
import dev.intarsia.host.process.WorkerStartException;
import dev.intarsia.host.process.WorkerTasks;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Java host with real workers. */
class JavaHostForeignWorkerTest {
  private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(20);

  @TempDir
  Path directory = Path.of("");

  private WorkerChild start(ProcessRuntime runtime, ProcessOptions options, AtomicReference<Throwable> lost)
      throws IOException {
    return WorkerChild.start(
        WorkerSpec.of(runtime, options, Peers.tasks(directory)).abortCapacity(32), 0, lost::set);
  }

  @ParameterizedTest
  @EnumSource(names = {"NODE", "DENO", "BUN"})
  void shouldCallAndBeAnswered(ProcessRuntime runtime) throws IOException {
    Peers.require(runtime);
    AtomicReference<Throwable> lost = new AtomicReference<>();
    WorkerTasks tasks = Peers.tasks(directory);
    try (WorkerChild worker = start(runtime, Peers.options().build(), lost)) {
      LaneDriver driver = new LaneDriver(worker);
      int echo = tasks.functionId("echo");
      for (WireValue value : samples()) {
        Outcome answer = driver.call(echo, value, LIMIT_NS);
        assertThat(answer.rejected()).isFalse();
        assertThat(answer.value()).isIn(value, asReadElsewhere(runtime, value));
      }
      assertThat(worker.isReady()).isTrue();
      assertThat(driver
              .call(tasks.functionId("fail"), new WireValue.Text("no"), LIMIT_NS)
              .rejected())
          .isTrue();
      assertThat(driver
              .call(tasks.functionId("failLater"), new WireValue.Text("no"), LIMIT_NS)
              .value())
          .isInstanceOfSatisfying(
              WireValue.Failure.class, f -> assertThat(f.json()).contains("\"name\":\"RangeError\"", "\"cause\""));
      assertThat(driver
              .call(tasks.functionId("unsendable"), WireValue.NULL, LIMIT_NS)
              .rejected())
          .isTrue();
      int signal = Objects.requireNonNull(worker.abortSignals()).acquire();
      int call = driver.publish(tasks.functionId("untilAborted"), signal + 1, WireValue.Num.of(10_000), LIMIT_NS);
      driver.await(() -> driver.inFlight() == 1, LIMIT_NS, "one call");
      worker.abortSignals().abort(signal);
      assertThat(driver.await(call, LIMIT_NS).value()).isEqualTo(new WireValue.Text("aborted"));
      assertThat(lost.get()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NODE", "DENO", "BUN"})
  void shouldKeepManyMixedCallsApart(ProcessRuntime runtime) throws IOException {
    Peers.require(runtime);
    AtomicReference<Throwable> lost = new AtomicReference<>();
    try (WorkerChild worker = start(runtime, Peers.options().build(), lost)) {
      LaneDriver driver = new LaneDriver(worker);
      new MixedCalls(driver, Peers.tasks(directory)::functionId, Long.getLong("intarsia.seed", 1), 200_000)
          .run(Long.getLong("intarsia.calls", 20_000), 64);
      assertThat(driver.inFlight()).isZero();
      assertThat(lost.get()).isNull();
    }
  }

  /** A Uint8Array for a Buffer: to Deno where it has no global one, to Bun in memory that it maps itself. */
  private static WireValue asReadElsewhere(ProcessRuntime runtime, WireValue value) {
    return runtime != ProcessRuntime.NODE && value instanceof WireValue.Bytes b && b.kind() == BinaryKind.BUFFER
        ? new WireValue.Bytes(BinaryKind.UINT8_ARRAY, b.bytes())
        : value;
  }

  static List<WireValue> samples() {
    byte[] some = new byte[480];
    byte[] large = new byte[200_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31);
    }
    return List.of(
        WireValue.Num.of(1.5),
        WireValue.Num.of(-0.0),
        WireValue.Num.of(Double.NaN),
        WireValue.TRUE,
        WireValue.FALSE,
        WireValue.NULL,
        WireValue.UNDEFINED,
        new WireValue.Big(BigInteger.TEN),
        new WireValue.Big(BigInteger.ONE.shiftLeft(200).negate()),
        new WireValue.Text(""),
        new WireValue.Text("grüße 🐘"),
        new WireValue.Text("é".repeat(1000)),
        new WireValue.Sym("a symbol"),
        new WireValue.Json("{\"a\":[1,2,{\"b\":null}]}"),
        WireValue.Moment.of(1_700_000_000_123.0),
        WireValue.Moment.of(Double.NaN),
        new WireValue.Bytes(BinaryKind.UINT8_ARRAY, some),
        new WireValue.Bytes(BinaryKind.UINT8_ARRAY, large),
        new WireValue.Bytes(BinaryKind.BUFFER, large),
        new WireValue.Bytes(BinaryKind.ARRAY_BUFFER, large),
        new WireValue.Bytes(BinaryKind.DATA_VIEW, some),
        new WireValue.Bytes(BinaryKind.INT32_ARRAY, large),
        new WireValue.Bytes(BinaryKind.FLOAT64_ARRAY, some),
        new WireValue.Bytes(BinaryKind.BIGINT64_ARRAY, some),
        new WireValue.Bytes(BinaryKind.BIGUINT64_ARRAY, large),
        new WireValue.Letter("head", false, large),
        new WireValue.Letter("{\"k\":1}", true, some));
  }

  @ParameterizedTest
  @EnumSource(names = {"NODE", "DENO", "BUN"})
  void shouldUnlinkNamedMemoryOnceMapped(ProcessRuntime runtime) throws IOException {
    Peers.require(runtime);
    try (WorkerChild worker = start(runtime, Peers.options().named("live").build(), new AtomicReference<>())) {
      LaneDriver driver = new LaneDriver(worker);
      int echo = Peers.tasks(directory).functionId("echo");
      assertThat(driver.call(echo, WireValue.TRUE, LIMIT_NS).value()).isEqualTo(WireValue.TRUE);
      await().atMost(Duration.ofSeconds(5)).until(worker::isReady);
      try (var files = Files.list(Path.of("/dev/shm"))) {
        assertThat(files.filter(f -> f.toString().endsWith("-live"))).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NODE", "DENO", "BUN"})
  void shouldTellWhyAWorkerCannotStart(ProcessRuntime runtime) {
    Peers.require(runtime);
    AtomicReference<Throwable> lost = new AtomicReference<>();
    WorkerTasks missing = WorkerTasks.ofFiles(List.of(directory.resolve("nosuch.mjs")), List.of("f"));
    try (WorkerChild worker =
        WorkerChild.start(WorkerSpec.of(runtime, Peers.options().build(), missing), 0, lost::set)) {
      await().atMost(Duration.ofSeconds(15)).until(() -> lost.get() != null);
      assertThat(lost.get())
          .isInstanceOf(WorkerStartException.class)
          .hasMessageContaining(worker.description())
          .hasMessageContaining("before it was ready")
          .hasMessageContaining("nosuch.mjs");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NODE", "DENO", "BUN"})
  void shouldTellOfAKilledWorker(ProcessRuntime runtime) throws Exception {
    Peers.require(runtime);
    AtomicReference<Throwable> lost = new AtomicReference<>();
    try (WorkerChild worker = start(runtime, Peers.options().build(), lost)) {
      await().atMost(Duration.ofSeconds(15)).until(worker::isReady);
      new ProcessBuilder("kill", "-9", Long.toString(worker.pid())).start().waitFor();
      await().atMost(Duration.ofSeconds(2)).until(() -> lost.get() != null);
      assertThat(lost.get()).hasMessageContaining("was killed (SIGKILL)");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BUN"})
  void shouldGiveUpAStoppedWorker(ProcessRuntime runtime) throws Exception {
    Peers.require(runtime);
    AtomicReference<Throwable> lost = new AtomicReference<>();
    try (WorkerChild worker = start(runtime, Peers.options().build(), lost)) {
      await().atMost(Duration.ofSeconds(15)).until(worker::isReady);
      new ProcessBuilder("kill", "-STOP", Long.toString(worker.pid())).start().waitFor();
      await().atMost(Duration.ofSeconds(5)).until(() -> lost.get() != null);
      assertThat(lost.get()).hasMessageContaining("stopped (SIGSTOP)");
      assertThat(worker.isAlive()).isFalse();
    }
  }
}
