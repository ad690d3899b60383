package dev.intarsia.host.lane;

import dev.intarsia.host.PoolDeadlockException;
import dev.intarsia.host.worker.LaneWorker;
import dev.intarsia.host.worker.WorkerThread;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds tasks that wait for their own full pool. The lanes of one kind share it. A worker's thread that waits for a call of the
 * same kind runs nothing meanwhile; once all of them do, no call can begin or answer any more.
 */
final class OwnPoolWaits {
  /** How often a waiting worker looks. */
  static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);

  private final List<WorkerLane> lanes;

  OwnPoolWaits(List<WorkerLane> lanes) {
    this.lanes = lanes;
  }

  /** The lane whose worker is this thread; null where there is none, as for every caller that is no worker. */
  @Nullable WorkerLane laneOf(Thread thread) {
    if (!(thread instanceof WorkerThread)) {
      return null;
    }
    for (WorkerLane lane : lanes) {
      LaneWorker worker = lane.worker();
      if (worker != null && worker.runsOn(thread)) {
        return lane;
      }
    }
    return null;
  }

  /** Fails a call that a worker waits for, if nobody is left to run it. */
  void look(LaneCall<?> awaited) {
    if (!allWait()) {
      return;
    }
    synchronized (this) { // one of them goes on then, and the others with it
      if (allWait()) {
        boolean _ =
            awaited.reject(
                new PoolDeadlockException(
                    "\"" + awaited.task() + "\" can't run: a task waits for it on the pool's own worker, and all " + lanes.size()
                        + " workers wait like that, so that none is left. Return the call from the task instead of waiting for it, or"
                        + " give \"" + awaited.task() + "\" workers of its own"));
      }
    }
  }

  private boolean allWait() {
    for (WorkerLane lane : lanes) {
      LaneCall<?> call = lane.awaited();
      if (call == null || call.isDone() || lane.hasUnread()) {
        return false;
      }
    }
    return true;
  }
}
