package dev.intarsia.bridge.worker;

import dev.intarsia.bridge.mailbox.FrameHandler;
import dev.intarsia.bridge.mailbox.FrameSource;
import dev.intarsia.bridge.mailbox.InboundFrame;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.memory.MemoryFaults;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The duty cycle of one worker: drain calls, run them, publish what they return, idle.
 *
 * <p>{@link #run} belongs to one thread. {@link #stop}, {@link #abandon} and {@link #currentTask} may
 * be called by any.
 *
 * @param <V> the language's type of values
 */
public final class WorkerLoop<V> implements Runnable {
  /** {@link #currentTask} while no task runs. */
  public static final int NO_TASK = -1;

  /** Replies kept back for want of room before the worker takes no further calls. */
  private static final int BACKLOG_LIMIT = 256;

  /** Tasks that started and wait for something outside are looked after at least this often. */
  private static final long PENDING_POLL_NS = 10_000_000;

  private static final int RUNNING = 0;
  private static final int STOPPING = 1;
  private static final int ABANDONED = 2;
  private static final VarHandle STATE;

  static {
    try {
      var lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(WorkerLoop.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final TaskExecutor<V> executor;
  private final FrameSource requests;
  private final MailboxPublisher replies;
  private final WorkerSignals signals;
  private final LoopSettings settings;
  private final WorkerIdle idle;
  private final FrameHandler onFrame = this::onFrame;
  private final BooleanSupplier ready = this::ready;
  private final BooleanSupplier unread = this::unread;
  private final ArrayDeque<ReplySlot<V>> backlog = new ArrayDeque<>();
  private final ArrayDeque<ReplySlot<V>> spare = new ArrayDeque<>();

  /** Replies that lay unread when the backlog last found no room: it waits for one of them to be read. */
  private int unreadWhenFull;

  /** Written by any thread, read by the worker. */
  @SuppressWarnings("unused")
  private int state;

  private final RunTracker running;

  /** Whether the other side is another process, which may cut the memory short. */
  private final boolean crosses;

  /** Set once pages of that memory were found gone. */
  private @Nullable InternalError memoryGone;

  public WorkerLoop(
      TaskExecutor<V> executor,
      FrameSource requests,
      MailboxPublisher replies,
      WorkerSignals signals,
      LoopSettings settings) {
    this.executor = executor;
    this.requests = requests;
    this.replies = replies;
    this.signals = signals;
    this.settings = settings;
    this.crosses = replies.lane().peer().crosses();
    this.idle = new WorkerIdle(settings.timers(), signals);
    this.running = new RunTracker(settings.runClockNs());
    if (settings.runClockNs() != null) {
      executor.beforeEachJob(this::beginJob);
    }
  }

  /**
   * Runs until {@link #stop} or {@link #abandon}. The executor is left open: its owner closes it.
   *
   * @throws InternalError when pages of memory that is shared with another process are gone
   */
  @Override
  public void run() {
    serve();
    InternalError gone = memoryGone;
    if (gone != null) {
      throw gone;
    }
    flush();
    signals.progressed();
    signals.repliesUnread();
  }

  private void serve() {
    while (state() == RUNNING) {
      if (turn() == 0) {
        idle.idle(ready, longestWaitNs(), unread);
      }
    }
    while (settings.finishAll() && state() == STOPPING && (executor.pending() > 0 || !backlog.isEmpty())) {
      if (turn() == 0) {
        idle.idle(ready, Math.min(PENDING_POLL_NS, longestWaitNs()), unread);
      }
    }
  }

  /** Asks the loop to end after the batch at hand. Wake the worker afterwards. */
  public void stop() {
    STATE.compareAndSet(this, RUNNING, STOPPING);
  }

  /** Cuts the worker off: it publishes nothing more and ends when its task returns. */
  public void abandon() {
    STATE.setVolatile(this, ABANDONED);
  }

  /** The id of the call that is being run right now, or {@link #NO_TASK}. */
  public int currentTask() {
    RunningStretch stretch = running.read();
    return stretch == null ? NO_TASK : stretch.taskId();
  }

  /** What runs right now; null where nothing does. Any thread. */
  public @Nullable RunningStretch runningStretch() {
    return running.read();
  }

  /** Tells of the calls that have begun and wait; of none without a clock. Any thread. */
  public void forEachWaiting(WaitingCalls action) {
    running.forEachWaiting(action);
  }

  private int state() {
    return (int) STATE.getAcquire(this);
  }

  private int turn() {
    int work = backlog.isEmpty() ? 0 : flush();
    boolean takes = state() == RUNNING && backlog.size() < BACKLOG_LIMIT && requests.hasPending();
    if (takes || executor.nextDueNs() <= 0) {
      boolean timed = settings.runClockNs() != null;
      if (timed) {
        running.turnBegins();
      }
      executor.beginBatch();
      try {
        if (takes) {
          work += requests.drain(onFrame);
        }
        work += pump();
      } finally {
        executor.endBatch();
        if (timed) {
          running.turnEnds();
        }
      }
    }
    if (work > 0) {
      signals.progressed();
    }
    return work;
  }

  /** Up to when calls that wait have had their turn; {@link Long#MAX_VALUE} while the worker is idle. Any thread. */
  public long servedNs() {
    return running.servedNs();
  }

  private int pump() {
    if (settings.runClockNs() == null) {
      return executor.pump();
    }
    running.begin(NO_TASK);
    try {
      return executor.pump();
    } finally {
      running.end(executor);
    }
  }

  /** A job of {@link TaskExecutor#pump} begins: it has the whole time for itself. */
  private void beginJob() {
    running.end(executor);
    running.begin(NO_TASK);
  }

  private void onFrame(InboundFrame frame) {
    if (state() == ABANDONED) {
      return;
    }
    ReplySlot<V> reply = spare.isEmpty() ? new ReplySlot<>(this) : spare.pop();
    int functionId = frame.functionId();
    reply.open(frame.taskId(), frame.slotMeta(), frame.functionMeta(), functionId);
    running.begin(frame.taskId());
    try {
      V argument = frame.decode(executor.factory(functionId));
      frame.acknowledge();
      if (crosses) {
        MemoryFaults.deliver(); // here, where it can't be taken for an error of the task
      }
      if (functionId >= executor.taskCount()) {
        reply.reject(
            "Error", "Unknown function id " + functionId + ": this worker has " + executor.taskCount() + " tasks");
      } else {
        executor.execute(functionId, argument, reply);
      }
    } catch (Throwable e) {
      if (memoryGone != null || (crosses && e instanceof InternalError)) {
        throw e;
      }
      reply.reject(e.getClass().getSimpleName(), ReplySlot.message(e));
    }
    if (!reply.isSettled()) {
      running.waits(frame.taskId());
    }
    running.end(executor);
    if (signals.hostWaits()) {
      signals.progressed();
    }
  }

  /**
   * Acts on the worker while it runs this stretch, and only then: it can't end meanwhile.
   *
   * @return false when something else runs, or nothing
   */
  public boolean whileRunning(RunningStretch stretch, Runnable action) {
    return running.interrupt(stretch.number(), action);
  }

  /** Publishes an outcome, or keeps it for later when there is no room now. */
  void settle(ReplySlot<V> reply) {
    running.answered(reply.taskId());
    if (state() == ABANDONED) {
      return;
    }
    if (!backlog.isEmpty() || !publish(reply)) {
      if (backlog.isEmpty()) {
        unreadWhenFull = Integer.MAX_VALUE;
      }
      backlog.add(reply);
      return;
    }
    recycle(reply);
  }

  /** An executor may take the error for one of its task, so it ends the loop as well. */
  private boolean publish(ReplySlot<V> reply) {
    try {
      return reply.publish(replies);
    } catch (InternalError gone) {
      if (crosses) {
        memoryGone = gone;
        abandon();
      }
      throw gone;
    }
  }

  private int flush() {
    int published = 0;
    while (state() != ABANDONED) {
      ReplySlot<V> reply = backlog.peek();
      if (reply == null) {
        break;
      }
      int unread = replies.inFlight();
      if (!publish(reply)) {
        unreadWhenFull = unread;
        break;
      }
      backlog.poll();
      recycle(reply);
      published++;
    }
    return published;
  }

  private void recycle(ReplySlot<V> reply) {
    if (spare.size() < BACKLOG_LIMIT && reply.reusable()) {
      spare.push(reply);
    }
  }

  private boolean ready() {
    return requests.hasPending()
        || state() != RUNNING
        || (!backlog.isEmpty() && replies.inFlight() < unreadWhenFull)
        || executor.nextDueNs() <= 0;
  }

  private boolean unread() {
    return replies.inFlight() > 0;
  }

  private long longestWaitNs() {
    long waitNs = Math.min(settings.timers().parkNs(), executor.nextDueNs());
    return executor.pending() > 0 || !backlog.isEmpty() ? Math.min(waitNs, PENDING_POLL_NS) : waitNs;
  }

  TaskExecutor<V> executor() {
    return executor;
  }

  LoopSettings settings() {
    return settings;
  }
}
