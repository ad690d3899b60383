package dev.intarsia.conformance.live;

import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.conformance.live.LaneDriver.Outcome;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.WorkerChild;
import dev.intarsia.host.process.WorkerSpec;
import dev.intarsia.host.process.WorkerTasks;
import dev.intarsia.protocol.layout.SignalLayout;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plays the host of a live worker and checks the worker requirement by requirement. */
public final class WorkerConformance {
  private static final List<String> NAMES =
      List.of("afterMs", "echo", "echoLater", "fail", "reverse", "throwValue", "untilAborted");
  private static final String TASKS = "peer-tasks.mjs";
  private static final int ABORT_CAPACITY = 32;
  private static final int LARGE_BYTES = 200_000;
  private static final int SMALL_BYTES = 480;

  private final List<String> command;
  private final Duration patience;
  private final long seed;
  private final int calls;
  private final Consumer<String> errorOutput;
  private final List<LiveResult> results = new ArrayList<>();

  /**
   * @param command what runs the worker
   * @param patience how long one answer, and the start, may take
   * @param seed of the mixed calls
   * @param calls how many mixed calls
   * @param errorOutput takes what the worker writes to its standard error
   */
  public WorkerConformance(
      List<String> command, Duration patience, long seed, int calls, Consumer<String> errorOutput) {
    this.command = List.copyOf(command);
    this.patience = patience;
    this.seed = seed;
    this.calls = calls;
    this.errorOutput = errorOutput;
  }

  /** Runs every check. */
  public List<LiveResult> run() throws IOException {
    Path folder = Files.createTempDirectory("intarsia-conform");
    try {
      Path module = folder.resolve(TASKS);
      try (InputStream in = Objects.requireNonNull(WorkerConformance.class.getResourceAsStream(TASKS))) {
        Files.write(module, in.readAllBytes());
      }
      withoutOrders();
      brokenModule(folder);
      AtomicReference<@Nullable Throwable> lost = new AtomicReference<>();
      WorkerTasks tasks = WorkerTasks.ofFiles(List.of(module), NAMES);
      try (WorkerChild worker = start(tasks, lost)) {
        if (ready(worker, lost)) {
          serve(new LaneDriver(worker), worker, tasks);
          shutdown(worker);
        }
      }
    } finally {
      Files.deleteIfExists(folder.resolve(TASKS));
      Files.deleteIfExists(folder);
    }
    return List.copyOf(results);
  }

  private WorkerChild start(WorkerTasks tasks, AtomicReference<@Nullable Throwable> lost) {
    ProcessOptions options = ProcessOptions.builder().command(command).startTimeout(patience).build();
    WorkerSpec spec =
        new WorkerSpec(
            ProcessRuntime.NODE,
            options,
            tasks,
            PayloadOptions.defaults(),
            ABORT_CAPACITY,
            1,
            false,
            null,
            null,
            errorOutput);
    return WorkerChild.start(spec, 0, lost::set);
  }

  private void withoutOrders() throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    try {
      boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
      String id = "start without a boot payload";
      if (ended && process.exitValue() != 0) {
        results.add(LiveResult.pass(id, "ENV-001", "exit code " + process.exitValue()));
      } else {
        results.add(LiveResult.info(id, "ENV-001", ended ? "exit code 0" : "keeps running"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }

  private void brokenModule(Path folder) {
    AtomicReference<@Nullable Throwable> lost = new AtomicReference<>();
    WorkerTasks missing = WorkerTasks.ofFiles(List.of(folder.resolve("no-such-module.mjs")), List.of("f"));
    try (WorkerChild worker = start(missing, lost)) {
      boolean told = until(() -> lost.get() != null, patience.toNanos());
      String words = lost.get() == null ? "it runs on" : String.valueOf(lost.get().getMessage());
      String id = "start with a module that is missing";
      boolean exited = told && !worker.isAlive() && words.contains("exited with code");
      results.add(
          exited
              ? LiveResult.pass(id, "PROC-010", "")
              : LiveResult.fail(id, "PROC-010", "an exit code other than 0, and why on standard error", words));
    }
  }

  private boolean ready(WorkerChild worker, AtomicReference<@Nullable Throwable> lost) {
    long start = System.nanoTime();
    boolean ready = until(() -> worker.isReady() || lost.get() != null, patience.toNanos()) && worker.isReady();
    if (ready) {
      long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      results.add(LiveResult.pass("maps the memory and imports its tasks", "SIG-001", "ready after " + ms + " ms"));
    } else {
      String why = lost.get() == null ? "rxStatus stays unchanged" : String.valueOf(lost.get().getMessage());
      results.add(LiveResult.fail("maps the memory and imports its tasks", "SIG-001", "1 in rxStatus", why));
    }
    return ready;
  }

  private void serve(LaneDriver driver, WorkerChild worker, WorkerTasks tasks) {
    int echo = tasks.functionId("echo");
    samples().forEach((name, value) -> echoes(driver, echo, name, value));
    check("a task that throws rejects", "PROC-007", () -> rejection(driver, tasks.functionId("fail")));
    check("a thrown value rejects as it is", "PROC-007", () -> {
      WireValue value = new WireValue.Json("{\"a\":1}");
      return difference(new Outcome(true, value), driver.call(tasks.functionId("throwValue"), value, patience.toNanos()));
    });
    check("an async task is waited for", "PROC-007", () -> {
      Outcome outcome = driver.call(tasks.functionId("echoLater"), WireValue.TRUE, patience.toNanos());
      return difference(new Outcome(false, WireValue.TRUE), outcome);
    });
    check("replies need not come in order", "PROC-008", () -> overtaking(driver, tasks));
    check("a function id out of range is rejected", "PROC-009", () -> {
      Outcome outcome = driver.call(NAMES.size() + 5, WireValue.NULL, patience.toNanos());
      return outcome.rejected() ? null : "a rejection, not " + outcome;
    });
    check("an abort signal reaches the task", "ABT-006", () -> abort(driver, worker, tasks.functionId("untilAborted")));
    idle(driver, worker, echo);
    check("mixed calls, 64 at once", "PROC-007", () -> {
      new MixedCalls(driver, tasks::functionId, seed, LARGE_BYTES).run(calls, 64);
      return null;
    });
  }

  private void echoes(LaneDriver driver, int echo, String name, WireValue value) {
    check("echoes " + name, "PROC-007", () -> {
      Outcome outcome = driver.call(echo, value, patience.toNanos());
      // A runtime without a global Buffer reads one as a Uint8Array.
      boolean asBytes =
          value instanceof WireValue.Bytes sent
              && sent.kind() == BinaryKind.BUFFER
              && outcome.equals(new Outcome(false, new WireValue.Bytes(BinaryKind.UINT8_ARRAY, sent.bytes())));
      return asBytes ? null : difference(new Outcome(false, value), outcome);
    });
  }

  private @Nullable String rejection(LaneDriver driver, int fail) {
    Outcome outcome = driver.call(fail, new WireValue.Text("no luck"), patience.toNanos());
    boolean right =
        outcome.rejected()
            && outcome.value() instanceof WireValue.Failure failure
            && failure.json().contains("\"name\":\"TypeError\"")
            && failure.json().contains("\"message\":\"no luck\"");
    return right ? null : "an Error with name and message, rejected, not " + outcome;
  }

  private @Nullable String overtaking(LaneDriver driver, WorkerTasks tasks) {
    int slow = driver.publish(tasks.functionId("afterMs"), 0, WireValue.Num.of(200), patience.toNanos());
    Outcome quick = driver.call(tasks.functionId("echo"), WireValue.TRUE, patience.toNanos());
    boolean overtook = !driver.outcomes().containsKey(slow);
    Outcome late = driver.await(slow, patience.toNanos());
    if (!overtook) {
      return "the quick call answered before the slow one";
    }
    String first = difference(new Outcome(false, WireValue.TRUE), quick);
    return first == null ? difference(new Outcome(false, WireValue.Num.of(200)), late) : first;
  }

  private @Nullable String abort(LaneDriver driver, WorkerChild worker, int untilAborted) {
    var signals = Objects.requireNonNull(worker.abortSignals());
    int signal = signals.acquire();
    int call = driver.publish(untilAborted, signal + 1, WireValue.Num.of((double) patience.toMillis()), patience.toNanos());
    signals.abort(signal);
    return difference(new Outcome(false, new WireValue.Text("aborted")), driver.await(call, patience.toNanos()));
  }

  private void idle(LaneDriver driver, WorkerChild worker, int echo) {
    boolean parked = until(() -> worker.signals().rxStatus() == SignalLayout.PARKED, TimeUnit.SECONDS.toNanos(2));
    results.add(LiveResult.info("parks when idle", "SIG-003", parked ? "within 2 s" : "not within 2 s"));
    check("answers after a silence", "SIG-005", () -> {
      long start = System.nanoTime();
      Outcome outcome = driver.call(echo, WireValue.NULL, patience.toNanos());
      long us = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
      results.add(LiveResult.info("time to wake", "SIG-007", us + " µs"));
      return difference(new Outcome(false, WireValue.NULL), outcome);
    });
  }

  private void shutdown(WorkerChild worker) {
    worker.dismiss();
    boolean ended = until(() -> !worker.isAlive(), TimeUnit.SECONDS.toNanos(5));
    results.add(
        ended
            ? LiveResult.pass("ends on SIGTERM", "PROC-012", "")
            : LiveResult.fail("ends on SIGTERM", "PROC-012", "an end within 5 s", "it runs on"));
  }

  private void check(String id, String requirement, Supplier<@Nullable String> body) {
    String complaint;
    try {
      complaint = body.get();
    } catch (AssertionError | RuntimeException e) {
      complaint = String.valueOf(e.getMessage());
    }
    results.add(
        complaint == null
            ? LiveResult.pass(id, requirement, "")
            : LiveResult.fail(id, requirement, "see " + requirement, complaint));
  }

  private static @Nullable String difference(Outcome expected, Outcome actual) {
    return expected.equals(actual) ? null : expected + " was wanted, not " + actual;
  }

  private static boolean until(Supplier<Boolean> done, long limitNs) {
    long start = System.nanoTime();
    while (!done.get()) {
      if (System.nanoTime() - start > limitNs) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    return true;
  }

  private static Map<String, WireValue> samples() {
    Map<String, WireValue> samples = new LinkedHashMap<>();
    samples.put("a number", WireValue.Num.of(1.5));
    samples.put("-0", WireValue.Num.of(-0.0));
    samples.put("NaN", WireValue.Num.of(Double.NaN));
    samples.put("true", WireValue.TRUE);
    samples.put("false", WireValue.FALSE);
    samples.put("null", WireValue.NULL);
    samples.put("undefined", WireValue.UNDEFINED);
    samples.put("a small bigint", new WireValue.Big(BigInteger.TEN));
    samples.put("a large bigint", new WireValue.Big(BigInteger.ONE.shiftLeft(200).negate()));
    samples.put("an inline string", new WireValue.Text("grüße 🐘"));
    samples.put("a long string", new WireValue.Text("é".repeat(1000)));
    samples.put("a symbol", new WireValue.Sym("a symbol"));
    samples.put("JSON", new WireValue.Json("{\"a\":[1,2,{\"b\":null}]}"));
    samples.put("a date", WireValue.Moment.of(1_700_000_000_123.0));
    for (BinaryKind kind : BinaryKind.values()) {
      if (kind != BinaryKind.NUMERIC_ARRAY) {
        samples.put("an inline " + kind, new WireValue.Bytes(kind, new byte[SMALL_BYTES]));
        samples.put("a large " + kind, new WireValue.Bytes(kind, new byte[LARGE_BYTES]));
      }
    }
    samples.put("an envelope", new WireValue.Letter("head", false, new byte[LARGE_BYTES]));
    samples.put("an envelope with a JSON header", new WireValue.Letter("{\"k\":1}", true, new byte[SMALL_BYTES]));
    return samples;
  }
}
