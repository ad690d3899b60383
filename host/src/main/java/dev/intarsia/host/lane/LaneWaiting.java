package dev.intarsia.host.lane;

import dev.intarsia.host.worker.LaneWorker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The layer of threads that wait for results: they help the lane on, and sleep where there is nothing to help with. */
abstract class LaneWaiting extends LaneState {
  private static final VarHandle WAITER;

  static {
    try {
      WAITER = MethodHandles.lookup().findVarHandle(LaneWaiting.class, "waiter", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final LaneSpin spin = new LaneSpin();

  /** A thread that sleeps until this lane moves; the worker takes it out and wakes it. */
  @SuppressWarnings("unused")
  private @Nullable Thread waiter;

  /** Threads that sleep until another brings in their result. */
  private final AtomicInteger sleepers = new AtomicInteger();

  /** Who sees it when all workers of this kind wait for their own pool. */
  private OwnPoolWaits ownPoolWaits = new OwnPoolWaits(List.of(this));

  /** The wait of this lane's worker for its own pool; null while it does not wait for it. */
  private volatile OwnPoolWaits.@Nullable Wait ownPoolWait;

  LaneWaiting(ResultDrainer drainer) {
    super(drainer);
  }

  /** Whether something waits that could be published now. */
  abstract boolean canFlush();

  /** Names all lanes of this one's kind. Before the first call. */
  public static void together(List<? extends LaneWaiting> lanes) {
    OwnPoolWaits waits = new OwnPoolWaits(List.copyOf(lanes));
    for (LaneWaiting lane : lanes) {
      lane.ownPoolWaits = waits;
    }
  }

  OwnPoolWaits.@Nullable Wait ownPoolWait() {
    return ownPoolWait;
  }

  /** Helps until the call has ended, {@code limitNs} has passed, or the thread is interrupted. */
  @Override
  void await(LaneCall<?> call, long limitNs) throws InterruptedException {
    LaneWaiting own = limitNs == Long.MAX_VALUE ? ownPoolWaits.laneOf(Thread.currentThread()) : null;
    if (own == null) {
      awaitHelping(call, limitNs, false);
      return;
    }
    OwnPoolWaits.Wait outer = own.ownPoolWait;
    OwnPoolWaits.Wait wait = new OwnPoolWaits.Wait(Thread.currentThread(), call);
    own.ownPoolWait = wait;
    try {
      awaitHelping(call, limitNs, true);
    } finally {
      own.endOwnPoolWait(wait, outer);
    }
  }

  @SuppressWarnings("ReferenceEquality") // of this very thread, unless the lane has another worker by now
  private void endOwnPoolWait(OwnPoolWaits.Wait wait, OwnPoolWaits.@Nullable Wait outer) {
    if (ownPoolWait == wait) {
      ownPoolWait = outer;
    }
  }

  private void awaitHelping(LaneCall<?> call, long limitNs, boolean onOwnWorker) throws InterruptedException {
    long start = System.nanoTime();
    boolean designated = false;
    try {
      while (!call.isDone() && isHere(call)) {
        if (spin.helps(this, call)) {
          continue;
        }
        if (onOwnWorker) {
          ownPoolWaits.look(call);
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        long leftNs = limitNs == Long.MAX_VALUE ? Long.MAX_VALUE : limitNs - (System.nanoTime() - start);
        if (leftNs <= 0) {
          return;
        }
        leftNs = onOwnWorker ? Math.min(leftNs, OwnPoolWaits.LOOK_NS) : leftNs;
        long asleepNs = System.nanoTime();
        boolean naps = napsOnly();
        designated = sleep(call, naps ? Math.min(leftNs, LaneSpin.napNs(asleepNs - start)) : leftNs);
        spin.slept(System.nanoTime() - (naps ? start : asleepNs));
      }
    } finally {
      if (designated && busy()) {
        drainer.wake();
      }
    }
  }

  /** Sleeps until the lane moves; as its waiter where nobody is, else as the drainer's client. */
  private boolean sleep(LaneCall<?> call, long leftNs) {
    if (worker == null || !becomeWaiter()) {
      sleepers.incrementAndGet();
      drainer.wake();
      spin.sleepUntilDone(call, leftNs);
      sleepers.decrementAndGet();
      return false;
    }
    if (!call.isDone() && isHere(call) && !hasUnread() && !canFlush()) {
      LockSupport.parkNanos(this, leftNs);
    }
    leaveWaiting();
    return true;
  }

  /** Whether the worker wakes nobody: its lane's waiter has to look itself, now and then. */
  private boolean napsOnly() {
    LaneWorker from = worker;
    return from != null && !from.wakesHost();
  }

  /** Makes this thread the one that the worker wakes; the drainer makes way. Acts as a full fence. */
  private boolean becomeWaiter() {
    Thread self = Thread.currentThread();
    return WAITER.compareAndSet(this, null, self) || WAITER.compareAndSet(this, drainer.thread(), self);
  }

  private void leaveWaiting() {
    WAITER.compareAndSet(this, Thread.currentThread(), null);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // these very threads
  void callEnded() {
    Thread sleeping = (Thread) WAITER.getVolatile(this);
    if (sleeping != null
        && sleeping != Thread.currentThread()
        && sleeping != drainer.thread()
        && WAITER.compareAndSet(this, sleeping, null)) {
      LockSupport.unpark(sleeping);
    }
  }

  /** Whether a thread sleeps until this lane moves; a hint unless a full fence comes before. */
  final boolean hasWaiter() {
    return WAITER.getOpaque(this) != null;
  }

  /** The lane has moved: wakes whoever sleeps until then. */
  final void wakeWaiter() {
    if (WAITER.getOpaque(this) != null) {
      Thread sleeping = (Thread) WAITER.getAndSet(this, null);
      LockSupport.unpark(sleeping);
    }
  }

  @Override
  boolean drainerWaits(boolean alone) {
    if (!alone && sleepers.get() == 0) {
      return false;
    }
    WAITER.compareAndSet(this, null, drainer.thread());
    return true;
  }

  @Override
  void drainerLeaves() {
    WAITER.compareAndSet(this, drainer.thread(), null);
  }
}
