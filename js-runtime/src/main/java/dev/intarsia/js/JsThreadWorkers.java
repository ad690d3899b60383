package dev.intarsia.js;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.worker.LoopSettings;
import dev.intarsia.host.TaskOptions;
import dev.intarsia.host.TaskTimeout;
import dev.intarsia.host.worker.HostWaker;
import dev.intarsia.host.worker.LaneWorker;
import dev.intarsia.host.worker.ThreadTasks;
import dev.intarsia.host.worker.ThreadWorker;
import dev.intarsia.host.worker.WorkerKind;
import dev.intarsia.host.worker.WorkerSettings;
import dev.intarsia.js.task.JsWorkerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Workers that run JS and TS task modules, each a thread with a GraalJS context of its own. */
final class JsThreadWorkers {
  private final JsWorkerOptions options;
  private final WorkerSettings settings;
  private final AbortSignals signals;
  private final LoopSettings loop;
  private final Duration startTimeout;

  /** The worker that was started to learn the modules' tasks; the pool takes it as its first. */
  private final AtomicReference<@Nullable Started> first = new AtomicReference<>();

  private record Started(ThreadWorker worker, FirstWaker waker) {}

  private record Exports(List<String> names, List<String> abortable, List<String> timed) {}

  private JsThreadWorkers(JsWorkerOptions options, WorkerSettings settings, Duration startTimeout) {
    this.startTimeout = startTimeout;
    this.options = options;
    this.settings = settings;
    this.signals = settings.abortSignals();
    this.loop = settings.loop(signals);
  }

  /**
   * Starts the first worker and learns from it which tasks the modules export.
   *
   * @param count workers of the kind; 0 learns the tasks all the same
   * @throws JsStartException when a module is missing, broken, or throws while it loads
   */
  static WorkerKind open(JsWorkerOptions options, int count, WorkerSettings settings, Duration startTimeout) {
    JsThreadWorkers kind = new JsThreadWorkers(options, settings, startTimeout);
    Exports exports = kind.startFirst();
    InterpreterNotice.sayOnce();
    List<WorkerKind.Task> tasks = new ArrayList<>();
    for (String name : exports.names()) {
      TaskOptions task = TaskOptions.defaults();
      if (exports.abortable().contains(name)) {
        task = task.withAbortSignal();
      }
      if (exports.timed().contains(name)) {
        task = task.withTimeout(TaskTimeout.keptByWorker());
      }
      tasks.add(WorkerKind.Task.imported(name, task));
    }
    if (count == 0) {
      kind.discardFirst();
    }
    return new WorkerKind("js", count, tasks, kind::start, kind::discardFirst);
  }

  private Exports startFirst() {
    CompletableFuture<Exports> exports = new CompletableFuture<>();
    FirstWaker waker = new FirstWaker();
    ThreadWorker worker = worker(0, waker, exports);
    first.set(new Started(worker, waker));
    worker.start();
    try {
      return exports.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new JsStartException("The JS worker can't start: " + e.getCause(), "", e.getCause());
    }
  }

  private void discardFirst() {
    Started started = first.getAndSet(null);
    if (started != null) {
      started.worker().stop();
    }
  }

  private LaneWorker start(int index, HostWaker waker) {
    Started started = first.getAndSet(null);
    if (started != null) {
      started.waker().bind(waker);
      return started.worker();
    }
    ThreadWorker worker = worker(index, waker, null);
    worker.start();
    return worker;
  }

  private ThreadWorker worker(int index, HostWaker waker, @Nullable CompletableFuture<Exports> exports) {
    return new ThreadWorker(
        "js worker " + index, settings.payload(), signals, loop, new Opening(index, exports), waker);
  }

  /** The start of one worker, on its thread. */
  private final class Opening implements ThreadWorker.ExecutorSource {
    private final int index;
    private final @Nullable CompletableFuture<Exports> exports;
    private final JsWorker.Start start = new JsWorker.Start();

    private Opening(int index, @Nullable CompletableFuture<Exports> exports) {
      this.index = index;
      this.exports = exports;
    }

    @Override
    public ThreadTasks open() {
      try {
        JsWorker worker = JsWorker.open(options.withThreadId(index + 1), start, startTimeout);
        if (exports != null) {
          exports.complete(new Exports(worker.taskNames(), worker.abortableTasks(), worker.timedTasks()));
        }
        return new JsTasks(worker);
      } catch (RuntimeException | Error e) {
        if (exports != null) {
          exports.completeExceptionally(e);
        }
        throw e;
      }
    }

    @Override
    public void cancel() {
      start.cancel();
    }
  }
}
