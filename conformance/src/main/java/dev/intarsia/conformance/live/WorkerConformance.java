package dev.intarsia.conformance.live;

import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.conformance.live.RawSession.Start;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.WorkerChild;
import dev.intarsia.host.process.WorkerSpec;
import dev.intarsia.host.process.WorkerTasks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Plays the host of a live worker and checks the worker rule by rule. */
public final class WorkerConformance {
  /** The tasks that it calls, in the order of their function ids. */
  static final List<String> NAMES =
      List.of("afterMs", "echo", "echoLater", "fail", "reverse", "throwValue", "unsendable", "untilAborted");

  private static final String TASKS = "peer-tasks.mjs";
  private static final int NOT_STARTED = 2;
  private static final long SECOND_REPLY_NS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int ABORT_CAPACITY = 32;
  private static final int SMALL_AREA_BYTES = 1 << 16;

  /**
   * What is run, and how.
   *
   * @param patience how long one answer, and the start, may take
   * @param seed of the mixed calls
   * @param calls how many mixed calls
   * @param named whether the memory has a name instead of being descriptor 0
   * @param keep whether the folder with the tasks' module stays
   */
  public record Options(
      Duration patience, long seed, int calls, boolean named, boolean keep, CheckSelection selection) {
    public static Options of(Duration patience, long seed, int calls) {
      return new Options(patience, seed, calls, false, false, CheckSelection.all());
    }
  }

  private final List<String> command;
  private final Options options;
  private final Consumer<String> errorOutput;
  private final Checker checker;
  private final long limitNs;

  public WorkerConformance(
      List<String> command, Duration patience, long seed, int calls, Consumer<String> errorOutput) {
    this(command, Options.of(patience, seed, calls), errorOutput);
  }

  /**
   * @param command what runs the worker
   * @param errorOutput takes what the worker writes to its standard error
   */
  public WorkerConformance(List<String> command, Options options, Consumer<String> errorOutput) {
    this.command = List.copyOf(command);
    this.options = options;
    this.errorOutput = errorOutput;
    this.checker = new Checker(LiveCatalog.worker(), options.selection());
    this.limitNs = options.patience().toNanos();
  }

  /** Runs every check that was chosen. */
  public List<LiveResult> run() throws IOException {
    Path folder = Files.createTempDirectory("intarsia-conform");
    try {
      Path module = folder.resolve(TASKS);
      try (InputStream in = Objects.requireNonNull(WorkerConformance.class.getResourceAsStream(TASKS))) {
        Files.write(module, in.readAllBytes());
      }
      if (options.keep()) {
        errorOutput.accept("the tasks are in " + module);
      }
      if (checker.wants("start without a boot payload")) {
        withoutOrders();
      }
      if (checker.wants("start with a module that is missing")) {
        brokenModule(folder);
      }
      if (values(module)) {
        raw(module);
      }
    } finally {
      if (!options.keep()) {
        Files.deleteIfExists(folder.resolve(TASKS));
        Files.deleteIfExists(folder);
      }
    }
    return checker.results();
  }

  /** Whether the worker starts at all: without that, nothing else need be tried. */
  private boolean values(Path module) {
    AtomicReference<@Nullable Throwable> lost = new AtomicReference<>();
    WorkerTasks tasks = WorkerTasks.ofFiles(List.of(module), NAMES);
    try (WorkerChild worker = start(tasks, lost)) {
      LaneDriver driver = new LaneDriver(worker);
      if (!ready(driver, worker, tasks, lost)) {
        return false;
      }
      new ValueChecks(checker, driver, worker, tasks, limitNs).run(options.seed(), options.calls());
      if (checker.wants("ends on SIGTERM")) {
        worker.dismiss();
        boolean ended = StartChecks.until(() -> !worker.isAlive(), Math.min(limitNs, TimeUnit.SECONDS.toNanos(5)));
        checker.judge("ends on SIGTERM", ended ? null : "it runs on after 5 s");
      }
    }
    return true;
  }

  private void raw(Path module) {
    List<String> modules = List.of(module.toUri().toString());
    StartChecks starts = new StartChecks(checker, command, modules, NAMES, limitNs, errorOutput);
    Start plain = starts.plain(options.named());
    session(plain, session -> {
      session.publish(List.of(RawFrame.text(NAMES.indexOf("echo"), 1, "early")), limitNs);
      new ReplyChecks(checker, session, NAMES, limitNs).run();
      new IdleChecks(checker, session, NAMES, limitNs).run();
    });
    try (HostileChecks hostile =
        new HostileChecks(checker, () -> RawSession.start(plain, errorOutput), NAMES, limitNs)) {
      hostile.run();
    }
    RawLayout moved = RawLayout.moved(SMALL_AREA_BYTES);
    Start elsewhere = new Start(command, moved, options.named(), false, modules, NAMES, UnaryOperator.identity());
    session(elsewhere, session -> new IdleChecks(checker, session, NAMES, limitNs).runMoved());
    new MemoryChecks(checker, elsewhere, NAMES.indexOf("echo"), limitNs, errorOutput).run();
    UnaryOperator<ObjectNode> patient = boot -> {
      ((ObjectNode) boot.at("/workerData/workerOptions/timers")).put("parkMs", IdleChecks.PARK_MS);
      return boot;
    };
    session(plain.withBoot(patient), session -> new IdleChecks(checker, session, NAMES, limitNs).runPatient());
    starts.run();
  }

  private void session(Start start, Consumer<RawSession> checks) {
    try (RawSession session = RawSession.start(start, errorOutput)) {
      checks.accept(session);
    }
  }

  private WorkerChild start(WorkerTasks tasks, AtomicReference<@Nullable Throwable> lost) {
    ProcessOptions.Builder process = ProcessOptions.builder().command(command).startTimeout(options.patience());
    if (options.named()) {
      process.named("ikt");
    }
    WorkerSpec spec = new WorkerSpec(
        ProcessRuntime.NODE,
        process.build(),
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
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .start();
    try {
      boolean ended = process.waitFor(options.patience().toMillis(), TimeUnit.MILLISECONDS);
      String seen = ended ? "exit code " + process.exitValue() : "it runs on";
      checker.judge("start without a boot payload", ended && process.exitValue() != 0 ? null : seen);
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
      boolean told = StartChecks.until(() -> lost.get() != null, limitNs);
      Throwable why = lost.get();
      String words = why == null ? "it runs on" : String.valueOf(why.getMessage());
      boolean exited = told && !worker.isAlive() && words.contains("exited with code");
      checker.judge("start with a module that is missing", exited ? null : words);
    }
  }

  /** Ready is a worker that answers: rxStatus says only that it has mapped the memory. */
  private boolean ready(
      LaneDriver driver, WorkerChild worker, WorkerTasks tasks, AtomicReference<@Nullable Throwable> lost) {
    String id = "maps the memory and imports its tasks";
    long start = System.nanoTime();
    int call = driver.publish(tasks.functionId("echo"), 0, WireValue.TRUE, limitNs);
    StartChecks.until(() -> driver.drain() > 0 || lost.get() != null, limitNs);
    Throwable why = lost.get();
    String stray = driver.strayReply();
    if (stray != null) {
      checker.always("copies the task id", stray);
      return false;
    }
    if (lost.get() == null) {
      StartChecks.until(() -> driver.drain() > 0, SECOND_REPLY_NS);
    }
    String second = driver.secondReply();
    if (second != null) {
      checker.always("answers each call once", second);
      return false;
    }
    boolean mapped = worker.signals().rxStatus() != NOT_STARTED;
    if (driver.outcomes().remove(call) != null && mapped) {
      checker.judge("answers each call once", null);
      checker.pass(id, "answered after " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms");
      return true;
    }
    checker.always(
        id,
        why != null
            ? String.valueOf(why.getMessage())
            : "rxStatus is " + worker.signals().rxStatus() + (mapped ? "" : ", as before the start")
                + ", and no reply to an echo");
    return false;
  }
}
