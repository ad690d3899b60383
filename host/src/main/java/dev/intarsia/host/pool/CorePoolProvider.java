package dev.intarsia.host.pool;

import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.host.Balancer;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolListener;
import dev.intarsia.host.PoolOptions;
import dev.intarsia.host.PoolProvider;
import dev.intarsia.host.Workers;
import dev.intarsia.host.metrics.CallRecorder;
import dev.intarsia.host.metrics.Listeners;
import dev.intarsia.host.value.JavaValues;
import dev.intarsia.host.worker.WorkerKind;
import dev.intarsia.host.worker.WorkerPart;
import dev.intarsia.host.worker.WorkerSettings;
import dev.intarsia.host.worker.WorkerThread;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens the parts of a pool, checks that each task has somebody to run it, and starts the workers. */
public final class CorePoolProvider extends PoolProvider {
  private static final int MOST_TASKS = 1 << 16;

  /** For the service loader. */
  public CorePoolProvider() {}

  @Override
  public Pool open(PoolOptions options) {
    if (WorkerThread.isCurrent()) {
      throw new IllegalStateException(
          "A pool can't be made inside a worker: make it in the main program and pass results on");
    }
    CallRecorder recorder = options.statistics() ? new CallRecorder() : null;
    PoolSettings settings = settings(options, recorder);
    List<WorkerKind> kinds = new ArrayList<>();
    PoolCore pool;
    try {
      open(options, kinds);
      check(options, kinds);
      pool = PoolCore.open(settings, kinds, recorder);
    } catch (Throwable failed) {
      kinds.forEach(kind -> discard(kind, failed));
      throw failed;
    }
    settings.listeners().opened(pool);
    if (options.prewarm()) {
      pool.awaitReady(TimeUnit.MINUTES.toNanos(1));
    }
    return pool;
  }

  private static void discard(WorkerKind kind, Throwable failed) {
    try {
      kind.discard().run();
    } catch (RuntimeException | Error again) {
      failed.addSuppressed(again);
    }
  }

  private static PoolSettings settings(PoolOptions options, @Nullable CallRecorder recorder) {
    Set<String> namespaces = PoolDebug.resolve(options.debug());
    List<PoolListener> listening = new ArrayList<>(options.listeners());
    if (recorder != null) {
      listening.add(recorder);
    }
    if (PoolDebug.enabled(namespaces, "signals")) {
      listening.add(new PoolDebug(namespaces));
    }
    Balancer balancer = options.balancer();
    Supplier<? extends PayloadFactory<Object>> replies = options.replies();
    return new PoolSettings(
        options,
        balancer == null ? defaultBalancer() : balancer,
        new Listeners(listening),
        replies == null ? JavaValues::factory : replies,
        namespaces);
  }

  /** Calls are stolen unless knitting's variable forbids it. */
  private static Balancer defaultBalancer() {
    String steal = System.getenv("KNITTING_STEAL");
    boolean forbidden =
        steal != null && List.of("0", "false").contains(steal.strip().toLowerCase(Locale.ROOT));
    return forbidden ? Balancer.ROUND_ROBIN : Balancer.WORK_STEALING;
  }

  private static void open(PoolOptions options, List<WorkerKind> kinds) {
    WorkerSettings asked = new WorkerSettings(
        options.payload(),
        options.abortSignalCapacity(),
        options.timers(),
        options.resolveAfterFinishingAll(),
        options.hardTimeout() != null,
        options.inliner() != null);
    for (Workers part : options.workers()) {
      kinds.add(WorkerPart.open(part, asked));
    }
  }

  private static void check(PoolOptions options, List<WorkerKind> kinds) {
    Set<String> names = new HashSet<>();
    for (WorkerKind kind : kinds) {
      for (WorkerKind.Task task : kind.tasks()) {
        if (!names.add(task.name())) {
          throw new IllegalArgumentException("Two tasks are named \"" + task.name() + "\"; rename one of them");
        }
        boolean onHost = options.inliner() != null && task.java() != null;
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
}
