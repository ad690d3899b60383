package dev.intarsia.host.lane;

import dev.intarsia.host.PoolDeadlockException;
import dev.intarsia.host.worker.LaneWorker;
import dev.intarsia.host.worker.WorkerThread;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds tasks that wait for their own full pool. The lanes of one kind share it. A worker's thread that waits for a call of the
 * same kind runs nothing meanwhile; once all of them do, no call can begin or answer any more.
 *
 * <p>Waits with a limit do not count: they end by themselves, and the thread goes on.
 */
final class OwnPoolWaits {
  /** How often a waiting worker looks. */
  static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);

  /** One wait of a worker's thread for a call of its own kind. Equal to itself alone. */
  static final class Wait {
    final Thread thread;
    final LaneCall<?> call;

    Wait(Thread thread, LaneCall<?> call) {
      this.thread = thread;
      this.call = call;
    }
  }

  private final List<? extends LaneWaiting> lanes;

  OwnPoolWaits(List<? extends LaneWaiting> lanes) {
    this.lanes = lanes;
  }

  /** The lane whose worker is this thread; null where there is none, as for every caller that is no worker. */
  @Nullable LaneWaiting laneOf(Thread thread) {
    if (!(thread instanceof WorkerThread)) {
      return null;
    }
    for (LaneWaiting lane : lanes) {
      LaneWorker worker = lane.worker();
      if (worker != null && worker.runsOn(thread)) {
        return lane;
      }
    }
    return null;
  }

  /** Fails a call that a worker waits for, if nobody is left to run it. */
  void look(LaneCall<?> awaited) {
    if (waits() == null) {
      return;
    }
    synchronized (this) { // one of them goes on then, and the others with it
      if (allWait()) {
        boolean _ = awaited.reject(new PoolDeadlockException("\"" + awaited.task()
            + "\" can't run: a task waits for it on the pool's own worker, and all " + lanes.size()
            + " workers wait like that, so that none is left. Return the call from the task instead of waiting for it, or"
            + " give \"" + awaited.task() + "\" workers of its own"));
      }
    }
  }

  /**
   * Whether all of them wait at one moment. The lanes are looked at one after the other, so it takes two rounds that saw the very
   * same waits: each lasted from its first look to its second, and the moment between the rounds lies in all of them.
   */
  private boolean allWait() {
    Wait[] before = waits();
    return before != null && Arrays.equals(before, waits());
  }

  /** What each lane's worker waits for; null once one of them does not wait, or its answer has come. */
  private Wait @Nullable [] waits() {
    Wait[] waits = new Wait[lanes.size()];
    for (int i = 0; i < waits.length; i++) {
      LaneWaiting lane = lanes.get(i);
      Wait wait = lane.ownPoolWait();
      LaneWorker worker = lane.worker();
      if (wait == null || worker == null || !worker.runsOn(wait.thread) || answerHasCome(wait.call)) {
        return null;
      }
      waits[i] = wait;
    }
    return waits;
  }

  private static boolean answerHasCome(LaneCall<?> call) {
    return call.isDone() || !(call.lane instanceof LaneState at) || at.hasAnswer(call);
  }
}
