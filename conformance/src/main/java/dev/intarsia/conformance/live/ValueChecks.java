package dev.intarsia.conformance.live;

import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.conformance.live.LaneDriver.Outcome;
import dev.intarsia.host.process.WorkerChild;
import dev.intarsia.host.process.WorkerTasks;
import dev.intarsia.protocol.layout.SignalLayout;
import dev.intarsia.protocol.payload.PayloadError;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a worker's tasks give back: values of every kind, errors, late answers. */
final class ValueChecks {
  private static final int LARGE_BYTES = 200_000;
  private static final int SMALL_BYTES = 480;
  private static final int[] OVERTAKEN_MS = {200, 1000, 4000};

  private final Checker checker;
  private final LaneDriver driver;
  private final WorkerChild worker;
  private final WorkerTasks tasks;
  private final long limitNs;

  ValueChecks(Checker checker, LaneDriver driver, WorkerChild worker, WorkerTasks tasks, long limitNs) {
    this.checker = checker;
    this.driver = driver;
    this.worker = worker;
    this.tasks = tasks;
    this.limitNs = limitNs;
  }

  void run(long seed, int calls) {
    samples().forEach(this::echoes);
    checker.check("an error comes back", this::error);
    checker.check("an external payload of an unknown codec comes back", this::external);
    checker.check("a task that throws rejects", this::rejection);
    checker.check("a thrown value rejects as it is", () -> {
      WireValue value = new WireValue.Json("{\"a\":1}");
      return difference(new Outcome(true, value), call("throwValue", value));
    });
    checker.check("a result that cannot be encoded rejects with the message", () -> {
      Outcome outcome = call("unsendable", WireValue.NULL);
      boolean right = outcome.rejected()
          && outcome.value() instanceof WireValue.Text text
          && text.value().startsWith(PayloadError.PREFIX);
      return right ? null : outcome.toString();
    });
    checker.check(
        "an async task is waited for",
        () -> difference(new Outcome(false, WireValue.TRUE), call("echoLater", WireValue.TRUE)));
    checker.check("replies need not come in order", this::overtaking);
    checker.check("a function id out of range is rejected", () -> {
      Outcome outcome = driver.call(tasks.names().size() + 5, WireValue.NULL, limitNs);
      return outcome.rejected() ? null : outcome.toString();
    });
    checker.check("an abort signal reaches the task", this::abort);
    if (checker.wants("parks when idle")) {
      boolean parked =
          StartChecks.until(() -> worker.signals().rxStatus() == SignalLayout.PARKED, TimeUnit.SECONDS.toNanos(2));
      checker.info("parks when idle", parked ? "within 2 s" : "not within 2 s");
    }
    checker.check("answers after a silence", () -> {
      long start = System.nanoTime();
      Outcome outcome = call("echo", WireValue.NULL);
      checker.info("time to wake", TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) + " µs");
      return difference(new Outcome(false, WireValue.NULL), outcome);
    });
    checker.check("mixed calls, 64 at once", () -> {
      new MixedCalls(driver, tasks::functionId, seed, LARGE_BYTES).run(calls, 64);
      return null;
    });
  }

  private Outcome call(String task, WireValue argument) {
    return driver.call(tasks.functionId(task), argument, limitNs);
  }

  private void echoes(String name, WireValue value) {
    checker.check("echoes " + name, () -> {
      Outcome outcome = call("echo", value);
      // A runtime without a global Buffer reads one as a Uint8Array.
      boolean asBytes = value instanceof WireValue.Bytes sent
          && sent.kind() == BinaryKind.BUFFER
          && outcome.equals(new Outcome(false, new WireValue.Bytes(BinaryKind.UINT8_ARRAY, sent.bytes())));
      return asBytes ? null : difference(new Outcome(false, value), outcome);
    });
  }

  private @Nullable String error() {
    Outcome outcome = call(
        "echo", new WireValue.Failure("{\"name\":\"RangeError\",\"message\":\"m\",\"code\":\"E1\",\"cause\":\"c\"}"));
    boolean right = !outcome.rejected()
        && outcome.value() instanceof WireValue.Failure failure
        && failure.json().startsWith("{\"name\":\"RangeError\",\"message\":\"m\"")
        && failure.json().contains("\"cause\":\"c\"");
    return right ? null : outcome.toString();
  }

  private @Nullable String external() {
    String text = "[\"my.codec\",{\"a\":1}]";
    Outcome outcome = call("echo", new WireValue.External(text));
    boolean right =
        outcome.equals(new Outcome(false, new WireValue.Json("{\"codec\":\"my.codec\",\"metadata\":{\"a\":1}}")))
            || outcome.equals(new Outcome(false, new WireValue.External(text)));
    return right ? null : outcome.toString();
  }

  private @Nullable String rejection() {
    Outcome outcome = call("fail", new WireValue.Text("no luck"));
    boolean right = outcome.rejected()
        && outcome.value() instanceof WireValue.Failure failure
        && failure.json().contains("\"name\":\"TypeError\"")
        && failure.json().contains("\"message\":\"no luck\"");
    return right ? null : outcome.toString();
  }

  /** A busy machine may take longer than the slow call waits: then a slower one is tried. */
  private @Nullable String overtaking() {
    for (int ms : OVERTAKEN_MS) {
      int slow = driver.publish(tasks.functionId("afterMs"), 0, WireValue.Num.of(ms), limitNs);
      Outcome quick = call("echo", WireValue.TRUE);
      boolean overtook = !driver.outcomes().containsKey(slow);
      String wrong = difference(new Outcome(false, WireValue.TRUE), quick);
      wrong = wrong == null ? difference(new Outcome(false, WireValue.Num.of(ms)), driver.await(slow, limitNs)) : wrong;
      if (overtook || wrong != null) {
        return wrong;
      }
    }
    return "the slow call was answered first";
  }

  private @Nullable String abort() {
    var signals = Objects.requireNonNull(worker.abortSignals());
    int signal = signals.acquire();
    double ms = TimeUnit.NANOSECONDS.toMillis(limitNs);
    int call = driver.publish(tasks.functionId("untilAborted"), signal + 1, WireValue.Num.of(ms), limitNs);
    signals.abort(signal);
    return difference(new Outcome(false, new WireValue.Text("aborted")), driver.await(call, limitNs));
  }

  private static @Nullable String difference(Outcome expected, Outcome actual) {
    return expected.equals(actual) ? null : actual + " instead of " + expected;
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
    samples.put(
        "a large bigint", new WireValue.Big(BigInteger.ONE.shiftLeft(200).negate()));
    samples.put("an inline string", new WireValue.Text("grüße 🐘"));
    samples.put("a long string", new WireValue.Text("é".repeat(1000)));
    samples.put("a symbol", new WireValue.Sym("a symbol"));
    samples.put("JSON", new WireValue.Json("{\"a\":[1,2,{\"b\":null}]}"));
    samples.put("a date", WireValue.Moment.of(1_700_000_000_123.0));
    for (BinaryKind kind : BinaryKind.values()) {
      samples.put("an inline " + kind, new WireValue.Bytes(kind, new byte[SMALL_BYTES]));
      samples.put("a large " + kind, new WireValue.Bytes(kind, new byte[LARGE_BYTES]));
    }
    samples.put("an envelope", new WireValue.Letter("head", false, new byte[LARGE_BYTES]));
    samples.put("an envelope with a JSON header", new WireValue.Letter("{\"k\":1}", true, new byte[SMALL_BYTES]));
    return samples;
  }
}
