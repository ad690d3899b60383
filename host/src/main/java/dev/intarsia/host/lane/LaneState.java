package dev.intarsia.host.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.intarsia.bridge.memory.MemoryFaults;
import dev.intarsia.host.WorkerLostException;
import dev.intarsia.host.worker.LaneWorker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the two locks of a lane guard, and what any thread may ask about it. The layers above it are listed in {@link WorkerLane}. */
abstract class LaneState extends Lane {
  private static final VarHandle PUBLISHED;
  private static final VarHandle SETTLED;

  static {
    try {
      var lookup = MethodHandles.lookup();
      PUBLISHED = lookup.findVarHandle(LaneState.class, "published", long.class);
      SETTLED = lookup.findVarHandle(LaneState.class, "settled", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What the memory of a worker holds that cut its file short. */
  static final String TRUNCATED = "fewer bytes than the host gave it";

  final ResultDrainer drainer;
  final SpinLock publishLock = new SpinLock();
  final SpinLock drainLock = new SpinLock();
  final CallQueue queue = new CallQueue();
  final CallTable table = new CallTable();

  /** Replaced with both locks held; taken away with the publish lock held. Null while there is no worker. */
  volatile @Nullable LaneWorker worker;

  /** Set while the worker is to go: nothing more is published, and this runs when it has answered all. */
  volatile @Nullable Runnable retiring;

  /** Set once, with both locks held: every call fails with it from then on. */
  volatile @Nullable Throwable closedBy;

  /** While it is set, calls fail with it rather than wait: no worker can be had. */
  volatile @Nullable Throwable refusedBy;

  /** A worker whose memory is gone, as that of a process that truncated it: it reads as one that neither takes nor answers. */
  private volatile @Nullable LaneWorker faulty;

  /** Calls published here and given to another lane after all. Written with both locks held. */
  final AtomicLong given = new AtomicLong();

  /** Calls published to workers. Other threads read it through {@link #PUBLISHED}. */
  @GuardedBy("publishLock")
  private long published;

  /** Calls whose reply came or whose worker was lost. Other threads read it through {@link #SETTLED}. */
  @GuardedBy("drainLock")
  private long settled;

  /** The limit of running time; null without one. */
  @Nullable LaneLimits limits;

  /** Whether calls have limits: what a worker takes that can't give it back, it takes one by one. */
  boolean oneByOne;

  /** What an error of another machine means, where this lane leads to one. */
  @Nullable Function<Throwable, @Nullable WorkerLostException> lossOutside;

  /** Calls that were settled without their worker's answer, less those of them that it has answered since. */
  @GuardedBy("drainLock")
  int unanswered;

  LaneState(ResultDrainer drainer) {
    this.drainer = drainer;
  }

  // What is counted. The methods that count stand here so that each access names exactly the type of its VarHandle.

  @GuardedBy("publishLock")
  final void countPublished() {
    PUBLISHED.setRelease(this, published + 1);
  }

  @GuardedBy("drainLock")
  final void countSettled() {
    SETTLED.setRelease(this, settled + 1);
  }

  /** Whether everything that was published has come back. */
  @GuardedBy("publishLock")
  final boolean nothingIsOut() {
    return published == (long) SETTLED.getAcquire(this);
  }

  /** Calls that are published and not settled, as a hint. */
  final long unsettledHint() {
    return (long) PUBLISHED.getOpaque(this) - (long) SETTLED.getOpaque(this);
  }

  final long settledAcquire() {
    return (long) SETTLED.getAcquire(this);
  }

  @Override
  public long settledCount() {
    return (long) SETTLED.getOpaque(this) - given.get();
  }

  @Override
  public long published() {
    return (long) PUBLISHED.getOpaque(this) - given.get();
  }

  /** Whether calls are under way. */
  @Override
  public boolean busy() {
    return (long) PUBLISHED.getVolatile(this) != (long) SETTLED.getVolatile(this) || !queue.isEmpty();
  }

  /** Calls under way: waiting, in the mailbox or running. */
  @Override
  public long load() {
    return Math.max(0, (long) PUBLISHED.getAcquire(this) - (long) SETTLED.getAcquire(this)) + queue.size();
  }

  /** Calls that wait for a slot. */
  @Override
  public int queued() {
    return queue.size();
  }

  // The worker, and whether its memory can be looked at.

  public @Nullable LaneWorker worker() {
    return worker;
  }

  /** The worker, unless its memory is gone. */
  @SuppressWarnings("ReferenceEquality") // this very worker
  final @Nullable LaneWorker sound() {
    LaneWorker at = worker;
    return at == faulty ? null : at;
  }

  @SuppressWarnings("ReferenceEquality") // this very worker
  final boolean isFaulty(LaneWorker at) {
    return at == faulty;
  }

  /** Both locks held. */
  final void seat(LaneWorker newWorker) {
    worker = newWorker;
    faulty = null;
  }

  /**
   * Whether an error says that pages of the worker's memory are no more, because it truncated the file that both sides map.
   * Then the worker is given up, and nobody looks at its memory again. Its calls fail once it is gone.
   */
  final boolean memoryIsGone(@Nullable LaneWorker at, Throwable fault) {
    if (at == null || !(fault instanceof InternalError) || !at.poisoned(TRUNCATED)) {
      return false;
    }
    faulty = at;
    return true;
  }

  @Override
  boolean hasUnread() {
    LaneWorker from = sound();
    try {
      boolean unread = from != null && from.replies().hasPending();
      MemoryFaults.deliver();
      return unread;
    } catch (InternalError e) {
      if (memoryIsGone(from, e)) {
        return false;
      }
      throw e;
    }
  }

  // A call that this lane may have.

  @SuppressWarnings("ReferenceEquality") // this very lane
  final boolean isHere(LaneCall<?> call) {
    return call.lane == this;
  }

  /** Whether a worker still has this call. */
  @SuppressWarnings("ReferenceEquality") // this very call
  public boolean holds(LaneCall<?> call) {
    drainLock.lock();
    try {
      return table.get(call.taskId) == call;
    } finally {
      drainLock.unlock();
    }
  }

  /** Whether the reply to a call has come here, brought in or not. */
  final boolean hasAnswer(LaneCall<?> call) {
    drainLock.lock();
    try {
      return call.leftLane || hasUnread();
    } finally {
      drainLock.unlock();
    }
  }

  @SuppressWarnings("ReferenceEquality") // this very one
  static boolean isForgotten(LaneCall<?> call) {
    return call == CallTable.FORGOTTEN;
  }

  static void releaseSignal(LaneCall<?> call) {
    CallExtras extras = call.extras;
    if (extras != null) {
      extras.releaseSignal();
    }
  }
}
