package dev.intarsia.host;

import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.worker.WorkerTimers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  private final List<Workers> workers = new ArrayList<>();
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
  private @Nullable Duration queueTimeout;
  private int queueLimit = Integer.MAX_VALUE;
  private QueuePolicy queuePolicy = QueuePolicy.REJECT;
  private Duration closeLimit = Duration.ofSeconds(10);
  private long recycleAfterCalls = Long.MAX_VALUE;
  private @Nullable Duration recycleAfter;
  private boolean prewarm;
  private final Set<String> debug = new HashSet<>();
  private final List<PoolListener> listeners = new ArrayList<>();
  private boolean statistics;
  private @Nullable Supplier<? extends PayloadFactory<Object>> replies;

  PoolBuilder() {}

  /** Adds workers with their tasks. A pool may have several parts, of one kind or of many. */
  public PoolBuilder workers(Workers part) {
    workers.add(part);
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

  /**
   * How long a task may run before its call fails and it is stopped, if need be with its worker. Counted from when a worker
   * begins it: {@link #queueTimeout} limits the wait before. The pool goes on.
   */
  public PoolBuilder hardTimeout(Duration limit) {
    hardTimeout = Duration.ofMillis(Math.max(1, limit.toMillis()));
    return this;
  }

  /** How long a call may wait for a worker to begin it. It fails then and never runs. */
  public PoolBuilder queueTimeout(Duration limit) {
    queueTimeout = Duration.ofMillis(Math.max(1, limit.toMillis()));
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

  /** How long {@link Pool#close} waits for calls under way before it fails them. Default 10 s. */
  public PoolBuilder closeLimit(Duration limit) {
    closeLimit = limit;
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

  /** Lets {@link #build} return only when every worker is ready, and fail when one can't be had within a minute. */
  public PoolBuilder prewarm() {
    prewarm = true;
    return this;
  }

  /** Decodes results to something else than Java values: for a host that embeds another language. */
  public PoolBuilder replies(Supplier<? extends PayloadFactory<Object>> factory) {
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
    statistics = true;
    return this;
  }

  /** Tells {@code listener} what happens in the pool. */
  public PoolBuilder listener(PoolListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Starts the workers. Where it fails, nothing that it has started is left.
   *
   * @throws IllegalStateException on a worker's thread, or when tasks have no worker to run on
   * @throws IllegalArgumentException when two tasks have one name, or options contradict each other
   * @throws PoolStartException when a worker can't be started, or with {@link #prewarm} is not ready in time
   * @throws RuntimeException what a part of the pool throws when it is opened
   */
  public Pool build() {
    return PoolProvider.provider()
        .open(new PoolOptions(
            List.copyOf(workers),
            balancer,
            inliner,
            PayloadOptions.resolve(payloadMode, payloadInitialBytes, payloadMaxByteLength, maxPayloadBytes),
            abortSignalCapacity,
            timers,
            stallFreeLoops,
            maxBackoffMs,
            resolveAfterFinishingAll,
            hardTimeout,
            queueTimeout,
            queueLimit,
            queuePolicy,
            closeLimit,
            recycleAfterCalls,
            recycleAfter,
            prewarm,
            Set.copyOf(debug),
            List.copyOf(listeners),
            statistics,
            replies));
  }

  private static int atLeast(int least, int value, String option) {
    if (value < least) {
      throw new IllegalArgumentException(option + " is " + value + "; it must be " + least + " or more");
    }
    return value;
  }
}
