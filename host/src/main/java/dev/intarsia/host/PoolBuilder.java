package dev.intarsia.host;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.worker.WorkerTimers;
import dev.intarsia.host.js.JsKind;
import dev.intarsia.host.metrics.CallRecorder;
import dev.intarsia.host.metrics.Listeners;
import dev.intarsia.host.pool.JavaTasks;
import dev.intarsia.host.pool.PoolCore;
import dev.intarsia.host.pool.PoolDebug;
import dev.intarsia.host.pool.PoolSettings;
import dev.intarsia.host.pool.WorkerKind;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.ProcessWorkers;
import dev.intarsia.host.process.WorkerTasks;
import dev.intarsia.host.worker.WorkerThread;
import dev.intarsia.host.value.JavaValues;
import dev.intarsia.host.value.Undefined;
import dev.intarsia.js.JsBootstrap;
import dev.intarsia.js.JsWorkerOptions;
import dev.intarsia.js.Permissions;
import dev.intarsia.js.TaskPlace;
import dev.intarsia.js.program.ParcelSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects tasks and options; {@link #build} starts the pool. Options have knitting's names and
 * defaults where knitting has them.
 *
 * <p>It is one class, and long, because it is the list of all options.
 */
public final class PoolBuilder {
  private static final int DEFAULT_ABORT_SIGNALS = 258;
  private static final int DEFAULT_STALL_FREE_LOOPS = 128;
  private static final int DEFAULT_MAX_BACKOFF_MS = 10;
  private static final int MOST_TASKS = 1 << 16;
  private static final int UNSET = -1;

  private final JavaTasks javaTasks = new JavaTasks();
  private final List<WorkerKind> otherKinds = new ArrayList<>();
  private final List<ProcessWorkers> processWorkers = new ArrayList<>();
  private int threads = 1;
  private int javaWorkers = UNSET;
  private int jsWorkers = UNSET;
  private final List<Path> modules = new ArrayList<>();
  private @Nullable Permissions permissions;
  private @Nullable Balancer balancer;
  private @Nullable InlinerOptions inliner;
  private PayloadOptions.@Nullable Mode payloadMode;
  private @Nullable Double payloadInitialBytes;
  private @Nullable Double payloadMaxByteLength;
  private @Nullable Double maxPayloadBytes;
  private int abortSignalCapacity = DEFAULT_ABORT_SIGNALS;
  private WorkerTimers timers = WorkerTimers.defaults();
  private int stallFreeLoops = DEFAULT_STALL_FREE_LOOPS;
  private int maxBackoffMs = DEFAULT_MAX_BACKOFF_MS;
  private boolean resolveAfterFinishingAll;
  private @Nullable Duration hardTimeout;
  private boolean timesFromReadiness;
  private int queueLimit = Integer.MAX_VALUE;
  private QueuePolicy queuePolicy = QueuePolicy.REJECT;
  private long recycleAfterCalls = Long.MAX_VALUE;
  private @Nullable Duration recycleAfter;
  private boolean prewarm;
  private @Nullable WorkerBootstrap bootstrap;
  private final Set<String> debug = new HashSet<>();
  private final List<PoolListener> listeners = new ArrayList<>();
  private @Nullable CallRecorder recorder;
  private @Nullable JsBootstrap jsBootstrap;
  private List<TaskPlace> places = List.of();
  private BiConsumer<String, String> jsLog = JsWorkerOptions.of(List.of()).log();
  private Supplier<? extends PayloadFactory<Object>> replies = JavaValues::factory;

  PoolBuilder() {}

  /** Workers of each kind that has tasks and no number of its own. Default 1. */
  public PoolBuilder threads(int count) {
    threads = atLeast(0, count, "threads");
    return this;
  }

  /** Worker threads for Java tasks. */
  public PoolBuilder javaWorkers(int count) {
    javaWorkers = atLeast(0, count, "javaWorkers");
    return this;
  }

  /** Worker threads for JS and TS modules. */
  public PoolBuilder jsWorkers(int count) {
    jsWorkers = atLeast(0, count, "jsWorkers");
    return this;
  }

  /** The tasks that a JS or TS module exports. It is loaded by {@link #build}, in a strict sandbox. */
  public PoolBuilder module(Path file) {
    modules.add(file);
    return this;
  }

  /** What the code of modules may do. Default: nothing but compute. */
  public PoolBuilder permissions(Permissions allowed) {
    permissions = allowed;
    return this;
  }

  /** A Java task: a lambda or a method reference. */
  public <A, R> PoolBuilder task(String name, Class<A> argument, Class<R> result, TaskBody<A, R> body) {
    return task(name, argument, result, body, TaskOptions.defaults());
  }

  /** A Java task with options. */
  public <A, R> PoolBuilder task(
      String name, Class<A> argument, Class<R> result, TaskBody<A, R> body, TaskOptions options) {
    return task(name, argument, result, (TaskFunction<A, R>) (value, context) -> body.run(value), options);
  }

  /** A Java task that looks at its context: abort signal, clock, time left. */
  public <A, R> PoolBuilder task(
      String name, Class<A> argument, Class<R> result, TaskFunction<A, R> function, TaskOptions options) {
    javaTasks.add(name, argument, result, function, options);
    return this;
  }

  /**
   * A task that is a class with a constructor without parameters.
   *
   * @throws IllegalArgumentException when it can't be made or does not say its types
   */
  public PoolBuilder task(Class<? extends TaskFunction<?, ?>> type) {
    javaTasks.add(type);
    return this;
  }

  /**
   * A task by the name of its class.
   *
   * @throws IllegalArgumentException when there is no such class or it is no {@link TaskFunction}
   */
  public PoolBuilder taskClass(String className) {
    javaTasks.add(className);
    return this;
  }

  /** Every {@link TaskFunction} that {@link java.util.ServiceLoader} finds. */
  public PoolBuilder discoverTasks() {
    javaTasks.discover();
    return this;
  }

  /**
   * Process workers that serve what a JS or TS module exports: functions and {@code task({ … })} definitions with their
   * budgets and abort signals. {@link #build} asks the runtime for them.
   *
   * @param runtime {@code node}, {@code deno}, {@code bun} or {@code intarsia}
   * @throws IllegalArgumentException when no runtime is called that
   */
  public PoolBuilder processWorkers(String runtime, int count, Path module) {
    return processWorkers(runtime, count, WorkerTasks.ofFiles(List.of(module)));
  }

  /**
   * Process workers.
   *
   * @param runtime {@code node}, {@code deno}, {@code bun} or {@code intarsia}
   * @throws IllegalArgumentException when no runtime is called that
   */
  public PoolBuilder processWorkers(String runtime, int count, WorkerTasks tasks) {
    return processWorkers(runtime, count, tasks, ProcessOptions.defaults());
  }

  /** Process workers with options: command prefix, memory, environment, time to start. */
  public PoolBuilder processWorkers(String runtime, int count, WorkerTasks tasks, ProcessOptions options) {
    processWorkers.add(new ProcessWorkers(ProcessRuntime.of(runtime), atLeast(0, count, "processWorkers"), options, tasks));
    return this;
  }

  /** Process workers with limits, for a program, to which a JVM's start is no part of a call. */
  PoolBuilder processWorkers(ProcessWorkers workers) {
    timesFromReadiness = true;
    processWorkers.add(workers);
    return this;
  }

  /** Workers of a kind that the pool does not make itself. */
  public PoolBuilder workers(WorkerKind kind) {
    otherKinds.add(kind);
    return this;
  }

  /** Which lane a call goes to. */
  public PoolBuilder balancer(Balancer choice) {
    balancer = choice;
    return this;
  }

  /** Which lane a call goes to, by knitting's name. */
  public PoolBuilder balancer(String name) {
    return balancer(Balancer.named(name));
  }

  /** Adds the host's own lane, with defaults. */
  public PoolBuilder inliner() {
    return inliner(InlinerOptions.defaults());
  }

  /** Adds the host's own lane. */
  public PoolBuilder inliner(InlinerOptions options) {
    inliner = options;
    return this;
  }

  /** Whether payload buffers grow. Growable is the default. */
  public PoolBuilder payloadMode(PayloadOptions.Mode mode) {
    payloadMode = mode;
    return this;
  }

  /** Size of a growable payload buffer at first, in bytes. Default 4 MiB. */
  public PoolBuilder payloadInitialBytes(long bytes) {
    payloadInitialBytes = (double) bytes;
    return this;
  }

  /** Size of a payload buffer at most, in bytes. Default 64 MiB. */
  public PoolBuilder payloadMaxByteLength(long bytes) {
    payloadMaxByteLength = (double) bytes;
    return this;
  }

  /** Bytes of one payload at most. Default, and most: an eighth of {@link #payloadMaxByteLength}. */
  public PoolBuilder maxPayloadBytes(long bytes) {
    maxPayloadBytes = (double) bytes;
    return this;
  }

  /**
   * knitting's older name.
   *
   * @deprecated use {@link #payloadMaxByteLength}
   */
  @Deprecated(since = "0.1.0")
  public PoolBuilder payloadMaxBytes(long bytes) {
    return payloadMaxByteLength(bytes);
  }

  /**
   * knitting's older name.
   *
   * @deprecated use {@link #payloadMode}
   */
  @Deprecated(since = "0.1.0")
  public PoolBuilder bufferMode(PayloadOptions.Mode mode) {
    return payloadMode(mode);
  }

  /** Calls with an abort signal that may be under way at once. Default 258. */
  public PoolBuilder abortSignalCapacity(int signals) {
    abortSignalCapacity = atLeast(1, signals, "abortSignalCapacity");
    return this;
  }

  /** How an idle worker spins and sleeps. */
  public PoolBuilder timers(Duration spin, Duration park, Duration pause) {
    timers = new WorkerTimers(spin.toNanos(), park.toNanos(), pause.toNanos());
    return this;
  }

  /** How the host backs off while calls are under way. Defaults 128 and 10. */
  public PoolBuilder host(int newStallFreeLoops, int newMaxBackoffMs) {
    stallFreeLoops = atLeast(0, newStallFreeLoops, "stallFreeLoops");
    maxBackoffMs = atLeast(0, newMaxBackoffMs, "maxBackoffMs");
    return this;
  }

  /** Lets calls that are under way finish when the pool shuts down. */
  public PoolBuilder resolveAfterFinishingAll() {
    resolveAfterFinishingAll = true;
    return this;
  }

  /** After which a call fails and its task is stopped, if need be with its worker. The pool goes on. */
  public PoolBuilder hardTimeout(Duration limit) {
    hardTimeout = Duration.ofMillis(Math.max(1, limit.toMillis()));
    return this;
  }

  /** {@link #hardTimeout} in milliseconds. */
  public PoolBuilder hardTimeoutMs(long ms) {
    return hardTimeout(Duration.ofMillis(ms));
  }

  /** Limits the calls that wait for a slot of one lane. */
  public PoolBuilder queueLimit(int calls, QueuePolicy policy) {
    queueLimit = atLeast(0, calls, "queueLimit");
    queuePolicy = policy;
    return this;
  }

  /** Replaces a worker after so many calls. */
  public PoolBuilder recycleAfterCalls(long calls) {
    if (calls < 1) {
      throw new IllegalArgumentException("recycleAfterCalls is " + calls + "; it must be 1 or more");
    }
    recycleAfterCalls = calls;
    return this;
  }

  /** Replaces a worker at this age. */
  public PoolBuilder recycleAfter(Duration age) {
    recycleAfter = age;
    return this;
  }

  /** Lets {@link #build} return only when every worker is ready. */
  public PoolBuilder prewarm() {
    prewarm = true;
    return this;
  }

  /** Runs on each worker thread for Java tasks before its first task. */
  public PoolBuilder bootstrap(WorkerBootstrap hook) {
    bootstrap = hook;
    return this;
  }

  /**
   * A function that each JS worker calls before it loads its modules: {@code export(data, context)}, where
   * {@code context} tells {@code thread}, {@code totalNumberOfThread} and {@code runtime}. Its promise is awaited.
   *
   * @param module its module
   * @param export the name it is exported by
   * @param data anything that can cross
   * @throws dev.intarsia.bridge.payload.PayloadException when {@code data} can't cross
   */
  public PoolBuilder jsBootstrap(Path module, String export, @Nullable Object data) {
    Object sent = data == null ? Undefined.UNDEFINED : data;
    jsBootstrap = new JsBootstrap(module, export, ParcelSink.pack(JavaValues.encoder(), sent), 0);
    return this;
  }

  /** The tasks of a program's pool, from its own modules. */
  PoolBuilder places(List<TaskPlace> tasks) {
    places = tasks;
    tasks.stream().map(TaskPlace::file).distinct().forEach(modules::add);
    return this;
  }

  /** Where JS workers write what their console prints and what they report: level and text. */
  PoolBuilder jsLog(BiConsumer<String, String> sink) {
    jsLog = sink;
    return this;
  }

  /** Makes results into something else than Java values. */
  PoolBuilder replies(Supplier<? extends PayloadFactory<Object>> factory) {
    replies = factory;
    return this;
  }

  /** Turns on diagnostics on stderr: {@code host}, {@code imports}, {@code lifecycle}, {@code signals}, {@code globals}; all of them when none is named. */
  public PoolBuilder debug(String... namespaces) {
    if (namespaces.length == 0) {
      debug.add("*");
    }
    debug.addAll(List.of(namespaces));
    return this;
  }

  /** Keeps a histogram of durations for each task, for {@link Pool#statistics()}. Costs two clock reads a call. */
  public PoolBuilder statistics() {
    if (recorder == null) {
      recorder = new CallRecorder();
      listeners.add(recorder);
    }
    return this;
  }

  /** Tells {@code listener} what happens in the pool. */
  public PoolBuilder listener(PoolListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Starts the workers.
   *
   * @throws IllegalStateException on a worker's thread, or when tasks have no worker to run on
   * @throws IllegalArgumentException when two tasks have one name, or options contradict each other
   */
  public Pool build() {
    if (WorkerThread.isCurrent()) {
      throw new IllegalStateException(
          "A pool can't be made inside a worker: make it in the main program and pass results on");
    }
    PoolSettings settings = settings();
    List<WorkerKind> kinds = kinds(settings);
    check(kinds);
    PoolCore pool = PoolCore.open(settings, kinds, recorder);
    settings.listeners().opened(pool);
    if (prewarm) {
      pool.awaitReady(TimeUnit.MINUTES.toNanos(1));
    }
    return pool;
  }

  private PoolSettings settings() {
    Set<String> namespaces = PoolDebug.resolve(debug);
    List<PoolListener> listening = new ArrayList<>(listeners);
    if (PoolDebug.enabled(namespaces, "signals")) {
      listening.add(new PoolDebug(namespaces));
    }
    if (inliner != null && bootstrap != null) {
      throw new IllegalArgumentException("bootstrap can't be used with the inliner: it runs on workers only");
    }
    return new PoolSettings(
        balancer == null ? defaultBalancer() : balancer,
        inliner,
        PayloadOptions.resolve(payloadMode, payloadInitialBytes, payloadMaxByteLength, maxPayloadBytes),
        abortSignalCapacity,
        timers,
        stallFreeLoops,
        maxBackoffMs,
        resolveAfterFinishingAll,
        hardTimeout,
        timesFromReadiness,
        queueLimit,
        queuePolicy,
        recycleAfterCalls,
        recycleAfter,
        new Listeners(listening),
        replies,
        namespaces);
  }

  /** Calls are stolen unless knitting's variable forbids it. */
  private static Balancer defaultBalancer() {
    String steal = System.getenv("KNITTING_STEAL");
    boolean forbidden = steal != null && List.of("0", "false").contains(steal.strip().toLowerCase(Locale.ROOT));
    return forbidden ? Balancer.ROUND_ROBIN : Balancer.WORK_STEALING;
  }

  private List<WorkerKind> kinds(PoolSettings settings) {
    List<WorkerKind> kinds = new ArrayList<>();
    if (!javaTasks.isEmpty()) {
      kinds.add(javaTasks.kind(javaWorkers == UNSET ? threads : javaWorkers, settings, bootstrap));
    }
    if (!modules.isEmpty()) {
      kinds.add(jsKind(settings));
    }
    for (ProcessWorkers workers : processWorkers) {
      kinds.add(workers.kind(settings.payload(), settings.abortSignalCapacity(), settings.resolveAfterFinishingAll()));
    }
    kinds.addAll(otherKinds);
    return kinds;
  }

  private WorkerKind jsKind(PoolSettings settings) {
    int count = jsWorkers == UNSET ? threads : jsWorkers;
    JsWorkerOptions options = jsOptions(count);
    AbortSignals signals = JavaTasks.signals(settings.abortSignalCapacity());
    return JsKind.open(
        options,
        count,
        settings,
        signals,
        JavaTasks.loopSettings(settings, signals));
  }

  private JsWorkerOptions jsOptions(int count) {
    JsWorkerOptions options =
        JsWorkerOptions.of(modules).withPlaces(places).withLog(jsLog).withEndable(hardTimeout != null);
    if (jsBootstrap != null) {
      JsBootstrap hook = jsBootstrap;
      options = options.withBootstrap(new JsBootstrap(hook.module(), hook.export(), hook.data(), count));
    }
    return permissions == null ? options : options.withPermissions(permissions);
  }

  private void check(List<WorkerKind> kinds) {
    Set<String> names = new HashSet<>();
    for (WorkerKind kind : kinds) {
      for (WorkerKind.Task task : kind.tasks()) {
        if (!names.add(task.name())) {
          throw new IllegalArgumentException("Two tasks are named \"" + task.name() + "\"; rename one of them");
        }
        boolean onHost = inliner != null && task.java() != null;
        if (kind.count() == 0 && !onHost) {
          throw new IllegalStateException(
              "Task \"" + task.name() + "\" has no worker lane to run on: the pool has no " + kind.name()
                  + " workers" + (task.java() == null ? ", and such a task never runs on the host" : "")
                  + "; add at least one");
        }
      }
      if (kind.tasks().size() > MOST_TASKS) {
        throw new IllegalArgumentException(
            "Too many tasks: " + kind.tasks().size() + " for the " + kind.name() + " workers; at most " + MOST_TASKS);
      }
    }
  }

  private static int atLeast(int least, int value, String option) {
    if (value < least) {
      throw new IllegalArgumentException(option + " is " + value + "; it must be " + least + " or more");
    }
    return value;
  }
}
