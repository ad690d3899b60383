package dev.intarsia.host.lane;

import dev.intarsia.host.TaskTimeoutException;
import dev.intarsia.host.worker.LaneWorker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The limit of running time in one lane. A call's time counts from when its worker begins it, wherever the call was submitted
 * and however long it waited; what runs is looked at where it runs, so a limit can't be left behind when a call moves.
 *
 * <p>One tick looks at the whole lane, and is due when the first limit may be over. There is none while nothing is under way.
 */
public final class LaneLimits {
  /** What {@link #look} gives when no limit can pass. */
  static final long IDLE = Long.MAX_VALUE;

  /** How long a task that was interrupted may take to end before its worker is ended. */
  static final long GRACE_NS = TimeUnit.MILLISECONDS.toNanos(200);

  /** Ends a worker whose task overran and did not stop. */
  @FunctionalInterface
  public interface Ending {
    /**
     * @param stillRuns runs its argument while what overran is still running, or not at all
     */
    void end(LaneWorker worker, StillRuns stillRuns, String why);
  }

  /** Acts on a worker as long as the task that overran still runs on it. */
  @FunctionalInterface
  public interface StillRuns {
    /**
     * @return false when it has ended: nothing was done
     */
    boolean act(Runnable action);
  }

  private final WorkerLane lane;
  private final LaneClock clock;
  private final long limitNs;
  private final ThreadWatch threads;
  private final ProcessWatch processes;
  private final AtomicBoolean armed = new AtomicBoolean();

  public LaneLimits(WorkerLane lane, LaneClock clock, long limitNs, Ending ending) {
    this.lane = lane;
    this.clock = clock;
    this.limitNs = limitNs;
    this.threads = new ThreadWatch(lane, this, ending);
    this.processes = new ProcessWatch(lane, this, ending);
  }

  /** A call has come. */
  void called() {
    if (!armed.get() && armed.compareAndSet(false, true)) {
      clock.later(limitNs, this::tick);
    }
  }

  long limitNs() {
    return limitNs;
  }

  long nowNs() {
    return clock.nowNs();
  }

  private void tick() {
    long waitNs = limitNs;
    try {
      waitNs = look();
    } finally {
      if (waitNs != IDLE) {
        again(waitNs);
      } else {
        armed.set(false);
        if (lane.busy()) { // a call that came meanwhile saw this armed
          called();
        }
      }
    }
  }

  private void again(long waitNs) {
    boolean set = false;
    try {
      clock.later(Math.max(1, waitNs), this::tick);
      set = true;
    } finally {
      if (!set) {
        armed.set(false); // the next call tries it again
      }
    }
  }

  private long look() {
    LaneWorker at = lane.worker();
    if (at == null) {
      return lane.busy() ? limitNs : IDLE;
    }
    return at.tellsWhatRuns() ? threads.look(at) : processes.look(at);
  }

  /** Fails a call that ran too long. Its callbacks run elsewhere. */
  void fail(LaneCall<?> call, LaneWorker at, String how) {
    String message = "Task hard timeout after " + TimeUnit.NANOSECONDS.toMillis(limitNs) + "ms (" + call.task()
        + ") on " + at.description() + ": " + how;
    call.overran(new TaskTimeoutException(message), clock);
  }
}
