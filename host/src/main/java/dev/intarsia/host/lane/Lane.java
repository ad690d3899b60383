package dev.intarsia.host.lane;

/** Where calls go: a worker's lane, or the host's own. */
public abstract class Lane {
  Lane() {}

  /** Takes a call in: it is published, waits, or has failed when this returns. */
  public abstract void submit(LaneCall<?> call);

  /**
   * Brings in what is there to bring in, unless another thread does.
   *
   * @return calls ended or published
   */
  public abstract int poll();

  /**
   * Takes over what another lane can't begin soon, if this one is idle.
   *
   * @return calls taken over
   */
  int steal() {
    return 0;
  }

  /** Helps until the call has ended or goes to another lane, {@code limitNs} has passed, or the thread is interrupted. */
  abstract void await(LaneCall<?> call, long limitNs) throws InterruptedException;

  /** Whether {@link #poll} has something to do now. */
  abstract boolean hasUnread();

  /** Calls handed on to be run, ever. */
  public abstract long published();

  /** Calls that came back, ever. */
  public abstract long settledCount();

  /** Whether calls are under way. */
  public abstract boolean busy();

  /** Calls under way: waiting, in the mailbox or running. */
  public abstract long load();

  /** Calls that wait for a slot. */
  public abstract int queued();

  /**
   * The drainer is about to sleep and wants to be woken by this lane's worker, unless a caller does
   * already. Acts as a full fence.
   *
   * @param alone whether nobody else drains; else only a lane with sleepers wants it
   * @return whether the drainer has to leave again
   */
  abstract boolean drainerWaits(boolean alone);

  abstract void drainerLeaves();

  /** A call of this lane has ended, by whatever thread: one that sleeps for it may have to know. */
  abstract void callEnded();

  /** Where a call of this lane is, for messages. */
  public String whereabouts(LaneCall<?> call) {
    return "it was to run on the host";
  }

  /** Stops the task that runs this call, if one does. */
  abstract void interrupt(LaneCall<?> call);

  /** A call has ended before its task did: takes it back where it has not begun, so that it never runs. */
  void revoke(LaneCall<?> call) {}

  /**
   * A call has waited as long as it may. Where it has not begun it never will, and the caller of this ends it.
   *
   * @return false when it has begun, or was handed to a worker that can't give it back
   */
  public abstract boolean expire(LaneCall<?> call);

  /** Fails every call under way and every later one. */
  public abstract void close(Throwable cause);
}
