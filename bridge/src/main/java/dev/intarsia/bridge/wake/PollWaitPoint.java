package dev.intarsia.bridge.wake;

import java.util.concurrent.locks.LockSupport;

/** For a peer that wakes nobody: sleeps a short while and lets the caller look again. */
public final class PollWaitPoint implements WaitPoint {
  private final long sliceNs;

  /**
   * @param sliceNs the longest sleep
   */
  public PollWaitPoint(long sliceNs) {
    this.sliceNs = sliceNs;
  }

  @Override
  public int ticket() {
    return 0;
  }

  @Override
  public void await(int ticket, long timeoutNs) {
    LockSupport.parkNanos(this, Math.min(timeoutNs, sliceNs));
  }

  @Override
  public void wake() {}
}
