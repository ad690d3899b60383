package dev.intarsia.host.pool;

import dev.intarsia.host.CallOptions;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.PoolClosedException;
import dev.intarsia.host.PoolOptions;
import dev.intarsia.host.PoolStartException;
import dev.intarsia.host.PoolStatistics;
import dev.intarsia.host.QueueFullException;
import dev.intarsia.host.QueuePolicy;
import dev.intarsia.host.Task;
import dev.intarsia.host.TaskOptions;
import dev.intarsia.host.TaskTimeout;
import dev.intarsia.host.TaskTimeoutException;
import dev.intarsia.host.TypeRef;
import dev.intarsia.host.UnknownTaskException;
import dev.intarsia.host.lane.CallExtras;
import dev.intarsia.host.lane.Faults;
import dev.intarsia.host.lane.Lane;
import dev.intarsia.host.lane.LaneCall;
import dev.intarsia.host.lane.LaneTask;
import dev.intarsia.host.lane.ResultDrainer;
import dev.intarsia.host.metrics.CallRecorder;
import dev.intarsia.host.typed.TypedCalls;
import dev.intarsia.host.worker.WorkerKind;
import dev.intarsia.host.worker.WorkerThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A running pool: finds the task, prepares the call, picks the lane. */
public final class PoolCore implements Pool {
  private static final AtomicInteger POOLS = new AtomicInteger();
  private static final long DRAIN_LOOK_NS = 200_000;
  private static final long BLOCKED_LOOK_NS = 50_000;

  private final PoolSettings settings;
  private final PoolOptions options;
  private final Map<String, TaskEntry> tasks = new HashMap<>();
  private final List<LaneGroup> groups = new ArrayList<>();
  private final ResultDrainer drainer;
  private final PoolClock clock;
  private final boolean bounded;
  private final PoolShutdown shutdown;
  private final @Nullable CallRecorder recorder;

  private PoolCore(PoolSettings settings, List<WorkerKind> kinds, @Nullable CallRecorder recorder) {
    this.settings = settings;
    this.options = settings.options();
    this.recorder = recorder;
    int number = POOLS.incrementAndGet();
    Faults faults = new Faults(settings.listeners()::serviceFault);
    drainer = new ResultDrainer("intarsia results " + number, options.stallFreeLoops(), options.maxBackoffMs(), faults);
    clock = new PoolClock("intarsia clock " + number, faults);
    PoolDebug debug = new PoolDebug(settings.debug());
    bounded = options.queueLimit() != Integer.MAX_VALUE;
    boolean plainPool = options.inliner() == null
        && options.queueTimeout() == null
        && !bounded
        && settings.listeners().isEmpty();
    for (WorkerKind kind : kinds) {
      LaneGroup group = new LaneGroup(kind, settings, drainer, clock, debug);
      groups.add(group);
      for (int id = 0; id < kind.tasks().size(); id++) {
        WorkerKind.Task task = kind.tasks().get(id);
        tasks.put(task.name(), new TaskEntry(task, id, group, plainPool));
        debug.log("host", () -> "task name=" + task.name() + " from=" + kind.name());
      }
      debug.log("host", () -> "workers=" + kind.count() + " kind=" + kind.name());
      debug.log("imports", () -> kind.tasks().size() + " tasks for " + kind.name() + " workers");
    }
    shutdown = new PoolShutdown(settings, groups, drainer, clock, faults);
  }

  /**
   * Starts the workers and returns; calls made before they are ready wait for them.
   *
   * @throws PoolStartException when one can't be started: those that were started are ended
   */
  static PoolCore open(PoolSettings settings, List<WorkerKind> kinds, @Nullable CallRecorder recorder) {
    PoolCore pool = new PoolCore(settings, kinds, recorder);
    pool.drainer.start();
    try {
      pool.groups.forEach(LaneGroup::start);
    } catch (Throwable failed) {
      pool.shutdown.closeNow();
      throw failed;
    }
    if (pool.options.recycleAfterCalls() != Long.MAX_VALUE) {
      pool.clock.every(
          TimeUnit.MILLISECONDS.toNanos(10),
          () -> pool.groups.forEach(g -> g.seats().forEach(WorkerSeat::look)));
    }
    return pool;
  }

  @Override
  public PoolCall<@Nullable Object> call(String name, @Nullable Object argument) {
    TaskEntry entry = entry(name);
    return called(entry, entry.task, argument);
  }

  @Override
  public PoolCall<@Nullable Object> call(String name, @Nullable Object argument, CallOptions options) {
    TaskEntry entry = entry(name);
    return called(entry, entry.task, argument, options);
  }

  @Override
  public <T> PoolCall<T> call(String name, @Nullable Object argument, TypeRef<T> result) {
    TaskEntry entry = entry(name);
    return called(entry, entry.as(result.type()), argument);
  }

  @Override
  public <T> PoolCall<T> call(String name, @Nullable Object argument, TypeRef<T> result, CallOptions options) {
    TaskEntry entry = entry(name);
    return called(entry, entry.as(result.type()), argument, options);
  }

  @Override
  public <A, R> PoolCall<R> call(Task<A, R> task, @Nullable A argument) {
    TaskEntry entry = entry(task.name());
    return called(entry, entry.as(task.result().type()), argument);
  }

  @Override
  public <A, R> PoolCall<R> call(Task<A, R> task, @Nullable A argument, CallOptions options) {
    TaskEntry entry = entry(task.name());
    return called(entry, entry.as(task.result().type()), argument, options);
  }

  /** The short way, where a call needs nothing but to be handed to a lane. */
  private <T extends @Nullable Object> LaneCall<T> called(TaskEntry entry, LaneTask task, @Nullable Object argument) {
    if (!entry.plain || argument instanceof CompletionStage || shutdown.begun()) {
      return prepared(entry, task, argument, entry.options);
    }
    LaneCall<T> call = new LaneCall<>(task, argument);
    entry.group.choose(call, 0).submit(call);
    return call;
  }

  /** A call with options of its own: its lane sees a task with these laid over those that the task declares. */
  private <T extends @Nullable Object> LaneCall<T> called(
      TaskEntry entry, LaneTask task, @Nullable Object argument, CallOptions options) {
    TaskOptions merged = options.over(entry.options);
    return prepared(entry, task.withOptions(merged.timeout(), merged.abortSignal()), argument, merged);
  }

  private TaskEntry entry(String name) {
    TaskEntry entry = tasks.get(name);
    if (entry == null) {
      throw new UnknownTaskException(name, tasks.keySet());
    }
    return entry;
  }

  /** The general way: everything that an option, an argument or the pool's state may ask for. */
  private <T extends @Nullable Object> LaneCall<T> prepared(
      TaskEntry entry, LaneTask task, @Nullable Object argument, TaskOptions options) {
    LaneCall<T> call = new LaneCall<>(task, argument);
    TaskTimeout timeout = options.timeout();
    call.extras(new CallExtras(options.priority(), options.affinity()));
    call.retries(options.retries());
    if (timeout != null && !timeout.time().isNegative()) {
      startTimer(call, timeout);
    }
    if (this.options.inliner() != null) {
      entry.inFlight.incrementAndGet();
      call.onEnd(entry.inFlight::decrementAndGet);
    }
    if (!settings.listeners().isEmpty()) {
      tellWhenEnded(call);
    }
    if (argument instanceof CompletionStage<?> stage) {
      CompletionStage<?> _ = stage.whenComplete((value, failure) -> argumentCame(entry, call, value, failure));
    } else {
      dispatch(entry, call);
    }
    return call;
  }

  private void tellWhenEnded(LaneCall<?> call) {
    long from = System.nanoTime();
    CompletionStage<?> _ = call.whenComplete(
        (value, failure) -> settings.listeners().callEnded(call.task(), System.nanoTime() - from, failure));
  }

  private void argumentCame(TaskEntry entry, LaneCall<?> call, @Nullable Object value, @Nullable Throwable failure) {
    if (failure == null) {
      call.argument(value);
      dispatch(entry, call);
    } else {
      call.completeExceptionally(
          failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure);
    }
  }

  private void dispatch(TaskEntry entry, LaneCall<?> call) {
    if (call.isDone()) {
      return;
    }
    if (!shutdown.admits()) {
      call.completeExceptionally(shutdown.refusal());
      return;
    }
    Lane lane = entry.group.choose(call, entry.inFlight.get());
    if (bounded && lane.queued() >= options.queueLimit() && !hasRoomAtLast(entry, call, lane)) {
      return;
    }
    lane.submit(call);
    Duration limit = options.queueTimeout();
    if (limit != null && !call.isDone()) {
      var timer = clock.after(limit.toNanos(), () -> waitedTooLong(call, limit));
      call.onEnd(() -> timer.cancel(false));
    }
  }

  /**
   * The queue is full.
   *
   * @return whether the call may be submitted after all
   */
  private boolean hasRoomAtLast(TaskEntry entry, LaneCall<?> call, Lane lane) {
    if (options.queuePolicy() == QueuePolicy.REJECT) {
      call.completeExceptionally(new QueueFullException(
          "\"" + call.task() + "\" was not taken: " + options.queueLimit() + " calls wait for a slot already"));
      return false;
    }
    if (options.queuePolicy() == QueuePolicy.CALLER_RUNS && entry.declared.java() != null) {
      entry.group.runHere(call);
      return false;
    }
    while (lane.queued() >= options.queueLimit() && !call.isDone() && shutdown.admits()) {
      if (lane.poll() == 0) {
        LockSupport.parkNanos(this, BLOCKED_LOOK_NS);
      }
    }
    return !call.isDone();
  }

  private void startTimer(LaneCall<?> call, TaskTimeout timeout) {
    CallExtras extras = call.extras();
    if (extras != null) {
      long ns = timeout.time().toNanos();
      extras.timer(clock.after(ns, () -> timedOut(call, timeout)), System.nanoTime() + ns);
    }
  }

  @SuppressWarnings("unchecked")
  private static void timedOut(LaneCall<?> call, TaskTimeout timeout) {
    switch (timeout.kind()) {
      case FAIL -> call.reject(timeout(call, timeout));
      case ERROR -> call.reject(timeout.error() == null ? timeout(call, timeout) : timeout.error());
      case DEFAULT -> ((LaneCall<@Nullable Object>) call).end(timeout.value());
      case MAYBE -> ((LaneCall<@Nullable Object>) call).end(null);
    }
  }

  private static TaskTimeoutException timeout(LaneCall<?> call, TaskTimeout timeout) {
    Lane lane = call.lane();
    String where = lane == null ? "its argument had not come" : lane.whereabouts(call);
    return new TaskTimeoutException(
        "Task timeout after " + timeout.time().toMillis() + "ms (" + call.task() + "): " + where);
  }

  @SuppressWarnings("ReferenceEquality") // the very lane that it was in
  private void waitedTooLong(LaneCall<?> call, Duration limit) {
    Lane lane;
    do {
      lane = call.lane();
      if (lane != null && lane.expire(call)) {
        call.endAside(
            new TaskTimeoutException("Queue timeout after " + limit.toMillis() + "ms (" + call.task()
                + "): no worker had begun it; it never runs"),
            clock);
        return;
      }
    } while (call.lane() != lane);
  }

  /**
   * Waits until every worker is ready: its bootstrap and its modules are then behind it.
   *
   * @throws PoolStartException when one is not in time, or is lost again and again before; the pool is then closed
   */
  public void awaitReady(long limitNs) {
    long start = System.nanoTime();
    for (LaneGroup group : groups) {
      for (WorkerSeat seat : group.seats()) {
        while (!seat.ready()) {
          boolean late = System.nanoTime() - start >= limitNs;
          if (late || seat.startsInVain()) {
            shutdown.closeNow();
            throw seat.notReady(group.kind().name(), late ? TimeUnit.NANOSECONDS.toMillis(limitNs) : 0);
          }
          LockSupport.parkNanos(this, DRAIN_LOOK_NS);
        }
      }
    }
  }

  @Override
  public <T> T as(Class<T> type) {
    return TypedCalls.proxy(this, type);
  }

  @Override
  public Set<String> tasks() {
    return new TreeSet<>(tasks.keySet());
  }

  @Override
  public long inFlight() {
    long all = 0;
    for (LaneGroup group : groups) {
      for (Lane lane : group.lanes()) {
        all += lane.load();
      }
    }
    return all;
  }

  @Override
  public PoolStatistics statistics() {
    List<PoolStatistics.LaneStatistics> lanes = new ArrayList<>();
    for (LaneGroup group : groups) {
      lanes.addAll(group.statistics());
    }
    return new PoolStatistics(List.copyOf(lanes), recorder == null ? Map.of() : recorder.read());
  }

  /**
   * Brings in results that have come, for a caller with a loop of its own.
   *
   * @return results brought in
   */
  @Override
  public int poll() {
    int work = 0;
    for (LaneGroup group : groups) {
      for (Lane lane : group.lanes()) {
        if (lane.busy()) {
          work += lane.poll();
        }
      }
    }
    return work;
  }

  @Override
  public boolean drain(Duration limit) throws InterruptedException {
    long start = System.nanoTime();
    while (inFlight() > 0) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (System.nanoTime() - start > limit.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(this, DRAIN_LOOK_NS);
    }
    return true;
  }

  @Override
  public CompletableFuture<Void> shutdown(Duration delay) {
    return shutdown.begin(delay);
  }

  @Override
  public void close() {
    if (!WorkerThread.isCurrent() && shutdown.refuseCalls()) {
      try {
        drain(options.closeLimit());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    shutdown.closeNow();
  }

  /** A refusal for calls on a closed pool. */
  static PoolClosedException closed() {
    return new PoolClosedException("The pool is shut down");
  }
}
