package dev.intarsia.bridge.wake;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Parks the waiting thread of the same process: one waiter, any number of wakers. */
public final class ParkWaitPoint implements WaitPoint {
  private final AtomicInteger wakes = new AtomicInteger();
  private volatile @Nullable Thread waiter;

  /** Nobody waits yet. */
  public ParkWaitPoint() {}

  @Override
  public int ticket() {
    return wakes.get();
  }

  @Override
  public void await(int ticket, long timeoutNs) {
    waiter = Thread.currentThread();
    try {
      if (wakes.get() == ticket && timeoutNs > 0) {
        LockSupport.parkNanos(this, timeoutNs);
      }
    } finally {
      waiter = null;
    }
  }

  @Override
  public void wake() {
    wakes.incrementAndGet();
    Thread thread = waiter;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }
}
