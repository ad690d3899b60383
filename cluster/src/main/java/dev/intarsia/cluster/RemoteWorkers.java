package dev.intarsia.cluster;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.worker.LoopSettings;
import dev.intarsia.host.Task;
import dev.intarsia.host.TaskOptions;
import dev.intarsia.host.TaskTimeout;
import dev.intarsia.host.Workers;
import dev.intarsia.host.worker.ThreadWorker;
import dev.intarsia.host.worker.WorkerKind;
import dev.intarsia.host.worker.WorkerSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Tasks that run on other nodes.
 *
 * <pre>{@code
 * Pool.builder().workers(RemoteWorkers.of(node).task(RESIZE).lanes(3))
 * }</pre>
 *
 * A call is sent at most once. Where the node is lost, the call fails with {@link dev.intarsia.host.WorkerLostException}, whose
 * outcome says whether it may have run; with {@code retries} it is made again, and may then run more than once. There is no
 * order between calls. Abort is best effort.
 */
public final class RemoteWorkers implements Workers {
  private static final int DEFAULT_LANES = 4;

  private final ClusterNode node;
  private final List<WorkerKind.Task> tasks = new ArrayList<>();
  private int lanes = DEFAULT_LANES;

  private RemoteWorkers(ClusterNode node) {
    this.node = node;
  }

  /** Workers on the other members of this node's cluster. */
  public static RemoteWorkers of(ClusterNode node) {
    return new RemoteWorkers(node);
  }

  /** A task that other nodes serve. */
  public RemoteWorkers task(Task<?, ?> task) {
    return task(task.name(), TaskOptions.defaults());
  }

  /** A task that other nodes serve, with options. Its own timeout travels as the time that is left. */
  public RemoteWorkers task(String name, TaskOptions options) {
    tasks.add(WorkerKind.Task.imported(name, options));
    return this;
  }

  /**
   * Nodes that are called at once, at most. Default 4. With fewer nodes several lanes share one.
   *
   * @throws IllegalArgumentException when {@code count} is less than 1
   */
  public RemoteWorkers lanes(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("RemoteWorkers: lanes is " + count + "; it must be 1 or more");
    }
    lanes = count;
    return this;
  }

  @Override
  public WorkerKind open(WorkerSettings settings) {
    List<WorkerKind.Task> served = List.copyOf(tasks);
    LaneBinder binder = node.binder(served.stream().map(WorkerKind.Task::name).toList());
    AbortSignals signals = settings.abortSignals();
    LoopSettings loop = settings.loop(signals);
    return new WorkerKind(
        "remote",
        lanes,
        served,
        (index, waker) -> {
          binder.checkOpen();
          ThreadWorker worker =
              new ThreadWorker(
                  "remote worker " + index,
                  settings.payload(),
                  signals,
                  loop,
                  () -> new RemoteExecutor(served, binder),
                  waker);
          worker.start();
          return worker;
        });
  }

  /** What the host's time stamps of calls of this task count from. */
  static double budgetMs(WorkerKind.Task task) {
    TaskTimeout timeout = task.options().timeout();
    return timeout == null ? Double.POSITIVE_INFINITY : timeout.time().toMillis();
  }
}
