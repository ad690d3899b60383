package dev.intarsia.host.lane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock held for less than a microsecond as a rule. It is padded, since each lane has two. A waiter
 * spins, then yields, then sleeps shortly, so that a holder that lost its processor gets on.
 */
final class SpinLock {
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

  boolean tryLock() {
    return (int) HELD.getOpaque(this) == 0 && HELD.compareAndSet(this, 0, 1);
  }

  @SuppressWarnings("ThreadPriorityCheck") // yields to whoever holds up the progress
  void lock() {
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
  void unlock() {
    HELD.getAndSet(this, 0);
  }
}
