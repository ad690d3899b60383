package dev.intarsia.cluster;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.worker.LoopSettings;
import dev.intarsia.bridge.worker.WorkerTimers;
import dev.intarsia.host.Task;
import dev.intarsia.host.TaskOptions;
import dev.intarsia.host.Workers;
import dev.intarsia.host.worker.ThreadWorker;
import dev.intarsia.host.worker.WorkerFactory;
import dev.intarsia.host.worker.WorkerKind;
import dev.intarsia.host.worker.WorkerPart;
import dev.intarsia.host.worker.WorkerSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that run on other nodes.
 *
 * <pre>{@code
 * Pool.builder().workers(RemoteWorkers.of(node).task(RESIZE).lanes(3))
 * }</pre>
 *
 * A call is sent at most once. Where the node is lost, the call fails with {@link dev.intarsia.host.WorkerLostException}, whose
 * outcome says whether it may have run; with {@code retries} it is made again, and may then run more than once: give them only to tasks that do
 * no harm when they run twice. There is no order between calls. Abort is best effort.
 */
public final class RemoteWorkers implements WorkerPart {
  private static final int DEFAULT_LANES = 4;
  private static final int DEFAULT_MARK = 8;

  private final ClusterNode node;
  private final List<WorkerKind.Task> tasks = new ArrayList<>();
  private int lanes = DEFAULT_LANES;
  private @Nullable Workers local;
  private Reach reach = Reach.PREFER_LOCAL;
  private int mark = DEFAULT_MARK;
  private @Nullable String digest;

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

  /** A task that other nodes serve, with options. A timeout, the task's or a call's own, travels as the time that is left. */
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

  /** Calls nodes of this digest, rather than of the node's own. For a process that has no copy of the tasks. */
  public RemoteWorkers digest(String text) {
    digest = text;
    return this;
  }

  /**
   * Workers of this machine for the same tasks, in place of {@link #task}: {@link #reach} says which calls leave it.
   *
   * <pre>{@code
   * RemoteWorkers.of(node).local(JavaWorkers.of(2).task(RESIZE, Images::resize))
   * }</pre>
   */
  public RemoteWorkers local(Workers part) {
    local = part;
    return this;
  }

  /** Which calls leave this machine where it has {@link #local} workers. Default {@link Reach#PREFER_LOCAL}. */
  public RemoteWorkers reach(Reach choice) {
    reach = choice;
    return this;
  }

  /**
   * Calls under way in a local lane from which on {@link Reach#PREFER_LOCAL} sends calls away. Default 8.
   *
   * @throws IllegalArgumentException when {@code calls} is less than 1
   */
  public RemoteWorkers mark(int calls) {
    if (calls < 1) {
      throw new IllegalArgumentException("RemoteWorkers: mark is " + calls + "; it must be 1 or more");
    }
    mark = calls;
    return this;
  }

  @Override
  public WorkerKind open(WorkerSettings settings) {
    Workers near = local;
    if (near == null) {
      RemoteLoss loss = new RemoteLoss();
      List<WorkerKind.Task> served = List.copyOf(tasks);
      return new WorkerKind(
          "remote", lanes, served, remote(served, settings, loss), () -> {}, new WorkerKind.Outside(0, 0, loss::of));
    }
    if (!tasks.isEmpty()) {
      throw new IllegalStateException("RemoteWorkers: the tasks are those of local(): task() can't add to them");
    }
    WorkerKind here = WorkerPart.open(near, settings);
    if (reach == Reach.LOCAL_ONLY) {
      return here;
    }
    RemoteLoss loss = new RemoteLoss();
    WorkerFactory away = remote(here.tasks(), settings, loss);
    int count = here.count();
    return new WorkerKind(
        here.name(),
        count + lanes,
        here.tasks(),
        (index, waker) -> index < count ? here.factory().start(index, waker) : away.start(index - count, waker),
        here.discard(),
        new WorkerKind.Outside(count, reach == Reach.SPREAD ? 0 : mark, loss::of));
  }

  private WorkerFactory remote(List<WorkerKind.Task> served, WorkerSettings settings, RemoteLoss loss) {
    LaneBinder binder = node.binder(served.stream().map(WorkerKind.Task::name).toList(), digest);
    AbortSignals signals = settings.abortSignals();
    // An answer takes longer to come than a worker may spin for it.
    WorkerTimers timers = new WorkerTimers(0, settings.timers().parkNs(), 0);
    LoopSettings loop = settings.with(timers).loop(signals);
    return (index, waker) -> {
      binder.checkOpen();
      ThreadWorker worker = new ThreadWorker(
          "remote worker " + index,
          settings.payload(),
          signals,
          loop,
          () -> new RemoteExecutor(served, binder, loss),
          waker);
      worker.start();
      return worker;
    };
  }
}
