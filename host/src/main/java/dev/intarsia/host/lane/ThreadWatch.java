package dev.intarsia.host.lane;

import dev.intarsia.bridge.worker.RunningStretch;
import dev.intarsia.bridge.worker.WorkerLoop;
import dev.intarsia.host.worker.LaneWorker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Running time of a worker that tells what its thread runs and which calls wait for something outside. What runs too long is
 * interrupted, and ends its worker if it goes on; a call that waits too long is failed and forgotten, since nothing runs.
 */
final class ThreadWatch {
  /** When calls are looked at again that are overdue, but that their worker has kept from their turn. */
  private static final long HELD_LOOK_NS = LaneLimits.GRACE_NS / 4;

  private final WorkerLane lane;
  private final LaneLimits limits;
  private final LaneLimits.Ending ending;
  private @Nullable LaneWorker warned;
  private long warnedStretch;
  private long warnedNs;
  private String overrunner = "";

  ThreadWatch(WorkerLane lane, LaneLimits limits, LaneLimits.Ending ending) {
    this.lane = lane;
    this.limits = limits;
    this.ending = ending;
  }

  /** Nanoseconds until the next look. */
  long look(LaneWorker at) {
    long now = limits.nowNs();
    long next = forgetWaiting(at, now);
    RunningStretch stretch = at.running();
    if (stretch != null) {
      long leftNs = limits.limitNs() - (now - stretch.sinceNs());
      next = Math.min(next, leftNs > 0 ? leftNs : overran(at, stretch, now));
    }
    return stretch == null && next == limits.limitNs() && !lane.busy() ? LaneLimits.IDLE : next;
  }

  @SuppressWarnings("ReferenceEquality") // this very worker
  private long overran(LaneWorker at, RunningStretch stretch, long now) {
    if (warned != at || warnedStretch != stretch.number()) {
      warned = at;
      warnedStretch = stretch.number();
      warnedNs = now;
      LaneCall<?> call =
          stretch.taskId() == WorkerLoop.NO_TASK ? null : lane.begunCall(stretch.taskId(), stretch.sinceNs());
      overrunner = call == null ? "what earlier tasks left to be done" : "task \"" + call.task() + "\"";
      if (call != null) {
        limits.fail(call, at, "it was running there and has been interrupted");
      }
      at.interrupt(stretch);
      return LaneLimits.GRACE_NS;
    }
    long leftNs = warnedNs + LaneLimits.GRACE_NS - now;
    if (leftNs > 0) {
      return leftNs;
    }
    ending.end(
        at, action -> at.whileRunning(stretch, action), overrunner + " overran the hard timeout and did not stop");
    return LaneLimits.GRACE_NS;
  }

  private long forgetWaiting(LaneWorker at, long now) {
    List<LaneCall<?>> overdue = new ArrayList<>();
    long[] next = {limits.limitNs()};
    long servedNs = at.servedNs();
    at.forEachWaiting((taskId, begunNs) -> {
      long leftNs = limits.limitNs() - (now - begunNs);
      if (leftNs > 0) {
        next[0] = Math.min(next[0], leftNs);
        return;
      }
      if (servedNs < begunNs + limits.limitNs()) {
        next[0] = Math.min(next[0], HELD_LOOK_NS);
        return;
      }
      LaneCall<?> call = lane.forget(at, taskId, begunNs);
      if (call != null) {
        overdue.add(call);
      }
    });
    for (LaneCall<?> call : overdue) {
      limits.fail(call, at, "it had returned and waited for something that did not come; the worker goes on");
    }
    return next[0];
  }
}
