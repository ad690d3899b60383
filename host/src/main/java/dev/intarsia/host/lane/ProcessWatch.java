package dev.intarsia.host.lane;

import dev.intarsia.host.worker.LaneWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Running time of a worker of which only the mailbox is known. Such a worker is handed one call at a time, and the next when
 * it has taken that: so a call begins when it is taken, and only one that was not taken can stand behind another.
 *
 * <p>A worker that takes or answers a call after the one that overran had begun is not held up by it: the call is failed and
 * forgotten. One that does neither and uses its processor runs it: the worker is ended.
 *
 * <p>On a crowded machine a worker may get no processor: it does nothing then, whether a task runs there or not. While it is
 * runnable and has not got its share, it is looked at again.
 */
final class ProcessWatch {
  private static final int LOOKS_PER_LIMIT = 8;
  private static final long LEAST_TICK_NS = TimeUnit.MILLISECONDS.toNanos(2);
  /**
   * Processor time from which on a worker is taken to run something: half of {@link LaneLimits#GRACE_NS}. Runtimes that only look
   * for calls now and then use a fifth of that.
   */
  private static final long BUSY_MS = 100;

  private final WorkerLane lane;
  private final LaneLimits limits;
  private final LaneLimits.Ending ending;
  private final long tickNs;

  private @Nullable LaneWorker known;
  private long lastSign;
  private long lastSignNs;
  private long suspectedNs;
  private long suspectedCpuMs;
  private @Nullable String suspect;
  private long stillSinceNs;
  private long stillCpuMs;

  ProcessWatch(WorkerLane lane, LaneLimits limits, LaneLimits.Ending ending) {
    this.lane = lane;
    this.limits = limits;
    this.ending = ending;
    this.tickNs = Math.max(LEAST_TICK_NS, limits.limitNs() / LOOKS_PER_LIMIT);
  }

  /** Nanoseconds until the next look. */
  long look(LaneWorker at) {
    lane.poll();
    long now = limits.nowNs();
    seeSigns(at, now);
    if (!at.ready()) {
      lastSignNs = now;
      return tickNs;
    }
    List<LaneCall<?>> overdue = new ArrayList<>();
    long untakenSinceNs = lane.markTaken(at, now, limits.limitNs(), overdue);
    for (LaneCall<?> call : overdue) {
      forget(at, call, now);
    }
    if (suspect != null) {
      judge(at, now);
    } else if (untakenSinceNs != LaneLimits.IDLE) {
      lookAtStillness(at, Math.max(untakenSinceNs, lastSignNs), now);
    }
    return suspect == null && !lane.busy() ? LaneLimits.IDLE : tickNs;
  }

  @SuppressWarnings("ReferenceEquality") // this very worker
  private void seeSigns(LaneWorker at, long now) {
    long sign = lane.signOf(at);
    if (known != at) {
      suspect = null;
    }
    if (known != at || sign != lastSign) {
      known = at;
      lastSign = sign;
      lastSignNs = now;
    }
  }

  private void forget(LaneWorker at, LaneCall<?> call, long now) {
    boolean heldUp = lastSignNs <= call.takenNs;
    if (heldUp && suspect == null) {
      suspect = "task \"" + call.task() + "\" overran the hard timeout and did not stop";
      suspectedNs = now;
      suspectedCpuMs = at.cpuMs();
    }
    limits.fail(call, at, heldUp ? "nothing has come from the worker since it began" : "the worker goes on");
  }

  private void judge(LaneWorker at, long now) {
    if (lastSignNs > suspectedNs) {
      suspect = null;
      return;
    }
    String why = suspect;
    if (why == null || now - suspectedNs < LaneLimits.GRACE_NS) {
      return;
    }
    boolean busy = wasBusy(at, suspectedCpuMs);
    if (!busy && at.isRunnable()) {
      return; // it has hardly got a processor
    }
    suspect = null;
    if (busy) {
      end(at, why);
    }
  }

  /** A call waits, and the worker has shown nothing since then. */
  private void lookAtStillness(LaneWorker at, long sinceNs, long now) {
    if (sinceNs != stillSinceNs) {
      stillSinceNs = sinceNs;
      stillCpuMs = at.cpuMs();
    } else if (now - sinceNs >= limits.limitNs() + LaneLimits.GRACE_NS
        && (wasBusy(at, stillCpuMs) || !at.isRunnable())) {
      end(at, "it took no call for longer than the hard timeout: something else runs there");
    }
  }

  /** Whether the worker has run something since it had used this much of its processor. */
  private static boolean wasBusy(LaneWorker at, long cpuMsBefore) {
    return at.cpuMs() - cpuMsBefore >= BUSY_MS;
  }

  private void end(LaneWorker at, String why) {
    ending.end(
        at,
        action -> {
          action.run();
          return true;
        },
        why);
  }
}
