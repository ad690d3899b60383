package dev.intarsia.host.worker;

import dev.intarsia.bridge.worker.WorkerSignals;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sleeping and waking of a worker that is a thread of this process: park and unpark, with a declaration
 * in between so that neither side makes a system call while the other is awake.
 */
final class ThreadSignals implements WorkerSignals {
  private static final int AWAKE = 0;
  private static final int PARKED = 1;
  private static final VarHandle DECLARED;

  static {
    try {
      DECLARED = MethodHandles.lookup().findVarHandle(ThreadSignals.class, "declared", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final HostWaker waker;
  private volatile @Nullable Thread worker;

  /** Written by the worker, taken back by whoever wakes it. */
  @SuppressWarnings("unused")
  private int declared = AWAKE;

  ThreadSignals(HostWaker waker) {
    this.waker = waker;
  }

  /** Names the thread that parks here. */
  void worker(Thread thread) {
    worker = thread;
  }

  /** Host side, after publishing. The caller has put a full fence before. */
  void ring() {
    if ((int) DECLARED.getOpaque(this) == PARKED && (int) DECLARED.getAndSet(this, AWAKE) == PARKED) {
      LockSupport.unpark(worker);
    }
  }

  @Override
  public void prepareWait() {
    DECLARED.setVolatile(this, PARKED);
    VarHandle.fullFence();
  }

  @Override
  public void await(long maxNs) {
    if (maxNs == Long.MAX_VALUE) {
      LockSupport.park(this);
    } else {
      LockSupport.parkNanos(this, maxNs);
    }
  }

  @Override
  public void endWait() {
    DECLARED.setRelease(this, AWAKE);
  }

  @Override
  public void progressed() {
    VarHandle.fullFence();
    waker.progressed();
  }

  @Override
  public boolean hostWaits() {
    return waker.waits();
  }

  @Override
  public void repliesUnread() {
    waker.repliesUnread();
  }
}
