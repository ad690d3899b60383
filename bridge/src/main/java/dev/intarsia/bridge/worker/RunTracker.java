package dev.intarsia.bridge.worker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a worker's thread runs, for other threads to see and to interrupt. The worker's thread alone writes; each stretch of
 * running has a number of its own, so that nobody takes one for another: call ids are used again.
 *
 * <p>The fields of a stretch are written while the state is {@link #IDLE} and read between two looks at state and number.
 */
final class RunTracker {
  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  /** Somebody acts on what runs: it does not end meanwhile. */
  private static final int INTERRUPTING = 2;

  private static final VarHandle STATE;
  private static final VarHandle NUMBER;

  static {
    try {
      var lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(RunTracker.class, "state", int.class);
      NUMBER = lookup.findVarHandle(RunTracker.class, "number", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final long ALWAYS = Long.MAX_VALUE;

  /** Null where no time is taken: reading a clock for each call costs more than all else here. */
  private final @Nullable LongSupplier clockNs;

  /** When calls began that have returned without an answer, by id. */
  private final ConcurrentHashMap<Integer, Long> waiting = new ConcurrentHashMap<>();

  @SuppressWarnings("unused")
  private int state = IDLE;

  @SuppressWarnings("unused")
  private long number;

  /** When the worker last had looked after everything that was due; {@link #ALWAYS} while it is idle. */
  private volatile long servedNs = ALWAYS;

  private long lastTurnEndNs;

  private int taskId = WorkerLoop.NO_TASK;
  private long sinceNs;
  /** Whether what runs was interrupted. Written before {@link #state} leaves {@link #INTERRUPTING}. */
  private boolean interrupted;

  RunTracker(@Nullable LongSupplier clockNs) {
    this.clockNs = clockNs;
  }

  /** A turn begins: calls that wait have to wait for its end as well. */
  void turnBegins() {
    servedNs = lastTurnEndNs;
  }

  /** A turn has ended, with a look at everything that was due. */
  void turnEnds() {
    LongSupplier clock = clockNs;
    if (clock != null) {
      lastTurnEndNs = clock.getAsLong();
    }
    servedNs = ALWAYS;
  }

  /** Up to when calls that wait have had their turn; {@link Long#MAX_VALUE} while the worker is idle. Any thread. */
  long servedNs() {
    return servedNs;
  }

  /** A call begins, or with {@link WorkerLoop#NO_TASK} what calls left to be done later. */
  void begin(int newTaskId) {
    taskId = newTaskId;
    LongSupplier clock = clockNs;
    if (clock != null) {
      sinceNs = clock.getAsLong();
    }
    NUMBER.setRelease(this, number + 1);
    STATE.setRelease(this, RUNNING);
  }

  /** What has begun has returned. */
  void end(TaskExecutor<?> executor) {
    if (!STATE.compareAndSet(this, RUNNING, IDLE) || interrupted) {
      takeInterrupt(executor);
    }
  }

  /** Takes the interrupt of what has just ended, so that nothing later gets it. */
  private void takeInterrupt(TaskExecutor<?> executor) {
    executor.endBatch(); // who interrupts may wait for just that
    try {
      while ((int) STATE.getAcquire(this) == INTERRUPTING) {
        Thread.onSpinWait();
      }
      STATE.setOpaque(this, IDLE);
      interrupted = false;
      boolean _ = Thread.interrupted();
    } finally {
      executor.beginBatch();
    }
  }

  /** A call has returned without an answer: it began with the stretch at hand. */
  void waits(int waitingTaskId) {
    if (clockNs != null) {
      waiting.put(waitingTaskId, sinceNs);
    }
  }

  /** A call is answered. */
  void answered(int answeredTaskId) {
    if (clockNs != null && !waiting.isEmpty()) {
      waiting.remove(answeredTaskId);
    }
  }

  /** What runs now; null where nothing does, or something else has begun meanwhile. Any thread. */
  @Nullable RunningStretch read() {
    if ((int) STATE.getAcquire(this) == IDLE) {
      return null;
    }
    long read = (long) NUMBER.getAcquire(this);
    RunningStretch stretch = new RunningStretch(read, taskId, sinceNs);
    VarHandle.loadLoadFence();
    return (int) STATE.getAcquire(this) != IDLE && (long) NUMBER.getAcquire(this) == read ? stretch : null;
  }

  /** Calls that have begun and wait for something outside. Any thread. */
  void forEachWaiting(WaitingCalls action) {
    waiting.forEach(action::waits);
  }

  /**
   * Acts on the worker while it runs this stretch, and only then: it can't end meanwhile. Any thread.
   *
   * @return false when something else runs, or nothing
   */
  boolean interrupt(long stretch, Runnable action) {
    if (!STATE.compareAndSet(this, RUNNING, INTERRUPTING)) {
      return false;
    }
    boolean same = number == stretch;
    try {
      if (same) {
        interrupted = true;
        action.run();
      }
    } finally {
      STATE.setRelease(this, RUNNING);
    }
    return same;
  }
}
