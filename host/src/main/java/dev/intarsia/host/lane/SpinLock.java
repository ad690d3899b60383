package dev.intarsia.host.lane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock held for less than a microsecond as a rule. A waiter spins, then yields, then sleeps shortly, so that a holder that
 * lost its processor gets on. It knows no conditions and no interrupts, and is a {@link Lock} only so that the build's check of
 * guarded fields knows it.
 */
final class SpinLock implements Lock {
  private static final int SPINS = 200;
  private static final int YIELDS = 50;
  private static final long SLEEP_NS = 20_000;
  private static final VarHandle HELD;

  static {
    try {
      HELD = MethodHandles.lookup().findVarHandle(SpinLock.class, "held", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused")
  private int held;

  @Override
  public boolean tryLock() {
    return (int) HELD.getOpaque(this) == 0 && HELD.compareAndSet(this, 0, 1);
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // yields to whoever holds up the progress
  public void lock() {
    for (int tries = 0; !tryLock(); tries++) {
      if (tries < SPINS) {
        Thread.onSpinWait();
      } else if (tries < SPINS + YIELDS) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(SLEEP_NS);
      }
    }
  }

  /** Acts as a full fence: what follows is not read before what came before is visible. */
  @Override
  public void unlock() {
    HELD.getAndSet(this, 0);
  }

  @Override
  public void lockInterruptibly() {
    throw new UnsupportedOperationException("a spin lock is not held long enough to be interrupted");
  }

  @Override
  public boolean tryLock(long time, TimeUnit unit) {
    throw new UnsupportedOperationException("a spin lock is not held long enough to be waited for with a limit");
  }

  @Override
  public Condition newCondition() {
    throw new UnsupportedOperationException("nobody waits while holding a spin lock");
  }
}
