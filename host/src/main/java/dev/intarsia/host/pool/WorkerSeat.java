package dev.intarsia.host.pool;

import dev.intarsia.host.PoolStartException;
import dev.intarsia.host.PoolStatistics.LaneState;
import dev.intarsia.host.PoolStatistics.LaneStatistics;
import dev.intarsia.host.WorkerLostException;
import dev.intarsia.host.lane.LaneLimits;
import dev.intarsia.host.lane.WorkerLane;
import dev.intarsia.host.metrics.Listeners;
import dev.intarsia.host.worker.LaneWorker;
import dev.intarsia.host.worker.WorkerFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The place of one worker: its lane, who sits there now, and how the next one comes. A worker that is
 * lost is followed by another at once, and after further losses with growing delays.
 */
@SuppressWarnings("ReferenceEquality") // this very worker, not one like it
final class WorkerSeat {
  private static final long FIRST_BACKOFF_MS = 50;
  private static final long LONGEST_BACKOFF_MS = 10_000;
  private static final int LONGEST_DOUBLING = 10;
  /** A worker that lived this long starts the back-off anew, as one that answered does. */
  private static final long HEALTHY_NS = TimeUnit.SECONDS.toNanos(10);
  /** So many workers in a row may be lost without an answer before calls are refused rather than kept waiting. */
  private static final int LOST_IN_A_ROW_LIMIT = 5;
  /** So many until the calls that wait are told: the first may have been an accident. */
  private static final int LOST_IN_A_ROW_TOLD = 2;

  private static final long READY_LOOK_NS = TimeUnit.MILLISECONDS.toNanos(10);
  private final int index;
  private final WorkerLane lane;
  private final WorkerFactory factory;
  private final PoolClock clock;
  private final PoolDebug debug;
  private final long recycleAfterCalls;
  private final long recycleAfterNs;
  private final Listeners listeners;
  private @Nullable LaneWorker worker;
  private long seatedAtNs;
  private long settledBefore;
  private int losses;
  private int lossesEver;
  /** Losses in a row of workers that had answered nothing. */
  private int lostInARow;
  /** Why the last one was lost, until another has served; null where none was. */
  private volatile @Nullable Throwable lastLoss;

  private boolean closed;
  private boolean retiring;

  WorkerSeat(
      int index, WorkerLane lane, WorkerFactory factory, PoolSettings settings, PoolClock clock, PoolDebug debug) {
    this.index = index;
    this.lane = lane;
    this.factory = factory;
    this.clock = clock;
    this.debug = debug;
    this.recycleAfterCalls = settings.options().recycleAfterCalls();
    this.listeners = settings.listeners();
    this.recycleAfterNs = settings.options().recycleAfter() == null
        ? Long.MAX_VALUE
        : settings.options().recycleAfter().toNanos();
    Duration limit = settings.options().hardTimeout();
    if (limit != null || settings.options().queueTimeout() != null) {
      lane.limit(limit == null ? null : new LaneLimits(lane, clock, limit.toNanos(), this::overran));
    }
  }

  WorkerLane lane() {
    return lane;
  }

  synchronized @Nullable LaneWorker worker() {
    return worker;
  }

  /** Whether its worker takes calls. */
  boolean ready() {
    LaneWorker at = worker();
    return at != null && at.ready();
  }

  /**
   * Starts the first worker and gives it the lane.
   *
   * @throws PoolStartException when it can't be started at all
   */
  synchronized void seatFirst() {
    LaneWorker[] started = new LaneWorker[1];
    try {
      start(started);
    } catch (PoolStartException e) {
      throw e;
    } catch (Throwable e) {
      throw new PoolStartException("A worker could not be started: " + said(e), e);
    }
    attach(started);
  }

  private void start(LaneWorker[] started) {
    started[0] = factory.start(index, lane.new Waker(cause -> clock.now(() -> lostNow(started, cause))));
  }

  /** Starts a worker and gives it the lane. */
  synchronized void seat() {
    if (closed) {
      return;
    }
    LaneWorker[] started = new LaneWorker[1];
    try {
      start(started);
    } catch (Throwable e) {
      lostWhileStarting(e);
      return;
    }
    attach(started);
  }

  /** Lock of the seat held. */
  private void attach(LaneWorker[] started) {
    worker = started[0];
    seatedAtNs = System.nanoTime();
    settledBefore = lane.settledCount();
    retiring = false;
    try {
      debug.log("lifecycle", () -> started[0].description() + " takes its seat");
      listeners.workerStarted(started[0].description());
      lane.attach(started[0]);
    } finally {
      if (lane.refuses()) {
        closeCircuit(started[0]);
      }
      if (recycleAfterNs != Long.MAX_VALUE) {
        clock.later(recycleAfterNs, () -> recycle(started[0]));
      }
    }
  }

  /** Whether workers were lost one after the other, none of which answered anything. */
  synchronized boolean startsInVain() {
    return lostInARow >= LOST_IN_A_ROW_TOLD;
  }

  /** What to say where a ready worker is needed and there is none. */
  PoolStartException notReady(String kind, long afterMs) {
    Throwable loss = lastLoss;
    String how = afterMs > 0 ? " was not ready after " + afterMs + " ms" : " was lost each time before it was ready";
    return new PoolStartException(
        "The " + kind + " worker " + index + how + (loss == null ? "" : ": " + said(loss)), loss);
  }

  /** Takes calls again once the worker on trial has loaded its tasks. */
  private void closeCircuit(LaneWorker trial) {
    if (worker() != trial) {
      return;
    }
    if (trial.ready()) {
      debug.log("lifecycle", () -> trial.description() + " is ready: the circuit is closed");
      lane.refuse(null);
    } else {
      clock.later(READY_LOOK_NS, () -> closeCircuit(trial));
    }
  }

  /** Asks whether the worker has had its share of calls. */
  void look() {
    LaneWorker at = worker();
    if (at != null && recycleAfterCalls != Long.MAX_VALUE && lane.settledCount() - settledBefore >= recycleAfterCalls) {
      recycle(at);
    }
  }

  private synchronized void recycle(LaneWorker old) {
    if (closed || retiring || worker != old) {
      return;
    }
    retiring = true;
    lane.retire(() -> replace(old));
  }

  private void replace(LaneWorker old) {
    old.stop();
    listeners.workerRecycled(old.description());
    seat();
  }

  /** The worker is gone, or must go. */
  void lost(LaneWorker gone, Throwable cause) {
    clock.now(() -> lostNow(new LaneWorker[] {gone}, cause));
  }

  /**
   * @param seated the worker, which may fail before it has its seat
   */
  private void lostNow(LaneWorker[] seated, Throwable cause) {
    LaneWorker gone;
    boolean answered;
    synchronized (this) {
      gone = seated[0];
      if (closed || gone == null || worker != gone) {
        return;
      }
      worker = null;
      answered = lane.settledCount() != settledBefore;
      losses = answered || System.nanoTime() - seatedAtNs > HEALTHY_NS ? 1 : losses + 1;
      lostInARow = answered ? 0 : lostInARow + 1;
      lossesEver++;
      lastLoss = cause;
      lane.onTrial(!answered);
    }
    WorkerLostException failure =
        new WorkerLostException("A worker was lost", null, WorkerLostException.Outcome.NOT_STARTED);
    try {
      failure = failure(gone, cause);
      listeners.workerLost(gone.description(), cause);
      debug.log("lifecycle", () -> gone.description() + " is lost: " + cause);
      gone.abandon();
      boolean ended = lane.detach(gone, failure);
      gone.kill();
      if (!ended && !answered && lostInARow >= LOST_IN_A_ROW_TOLD) {
        lane.failQueued(failure);
      }
      gone.letGo();
    } finally {
      seatLater(failure);
    }
  }

  /** For calls that wait. The lane tells those that may have begun so itself. */
  private static WorkerLostException failure(LaneWorker gone, Throwable cause) {
    String reason = said(cause);
    return new WorkerLostException(
        "The " + gone.description() + " was lost: " + reason, cause, WorkerLostException.Outcome.NOT_STARTED);
  }

  /** What a throwable says; its class may be anybody's. */
  private static String said(Throwable cause) {
    try {
      return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    } catch (Throwable again) {
      return cause.getClass().getName();
    }
  }

  private void lostWhileStarting(Throwable cause) {
    losses++;
    lostInARow++;
    lastLoss = cause;
    lane.onTrial(true);
    WorkerLostException failure = new WorkerLostException(
        "A worker did not start: " + said(cause), cause, WorkerLostException.Outcome.NOT_STARTED);
    try {
      lane.failQueued(failure);
    } finally {
      seatLater(failure);
    }
  }

  private void seatLater(WorkerLostException last) {
    long delayMs =
        losses <= 1 ? 0 : Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS << Math.min(losses - 2, LONGEST_DOUBLING));
    if (lostInARow >= LOST_IN_A_ROW_LIMIT) {
      String said =
          "The circuit is open: " + lostInARow + " workers in a row were lost before they answered anything. ";
      debug.log("lifecycle", () -> said + last.getMessage());
      lane.refuse(new WorkerLostException(said + last.getMessage(), last, WorkerLostException.Outcome.NOT_STARTED));
    }
    clock.later(TimeUnit.MILLISECONDS.toNanos(delayMs), this::seat);
  }

  synchronized LaneStatistics statistics(String kindName) {
    return new LaneStatistics(
        kindName + " worker " + index, lane.published(), lane.settledCount(), lane.queued(), lossesEver, state());
  }

  private LaneState state() {
    LaneWorker at = worker();
    if (lane.refuses()) {
      return LaneState.REFUSING;
    }
    if (at == null) {
      return LaneState.REPLACING;
    }
    return at.ready() ? LaneState.READY : LaneState.STARTING;
  }

  /**
   * Ends a worker because a task overran there and did not stop. What it has not begun goes back to the queue before it can
   * begin anything more.
   */
  private void overran(LaneWorker at, LaneLimits.StillRuns stillRuns, String why) {
    IllegalStateException cause = new IllegalStateException(why);
    boolean[] process = new boolean[1];
    boolean ends = stillRuns.act(() -> {
      process[0] = at.giveUp(cause);
      if (!process[0]) {
        lane.reclaim(at);
      }
    });
    if (ends && !process[0]) {
      lost(at, cause);
    }
  }

  /** Takes the worker away for good. */
  synchronized @Nullable LaneWorker close() {
    closed = true;
    LaneWorker last = worker;
    worker = null;
    return last;
  }
}
