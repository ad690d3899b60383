package dev.intarsia.bridge.wake;

/**
 * One side's idling: spins, yields and parks as its budget says, starting anew after every piece of
 * work. Used by one thread.
 */
public final class Idler {
  private static final int SPINS_PER_CLOCK = 32;

  private final WaitPoint point;
  private final IdleBudget budget;
  private long idleSinceNs;
  private boolean idle;
  private int spins;

  public Idler(WaitPoint point, IdleBudget budget) {
    this.point = point;
    this.budget = budget;
  }

  /** To be taken before the last look for work. */
  public int ticket() {
    return point.ticket();
  }

  /** Work was done: the next idling starts with spinning. */
  public void reset() {
    idle = false;
  }

  /**
   * Idles one step.
   *
   * @param ticket from {@link #ticket}
   * @param limitNs the longest park, for instance until a timer is due
   * @return whether it parked
   */
  @SuppressWarnings("ThreadPriorityCheck") // yielding is a hint here: nothing depends on who runs next
  public boolean idle(int ticket, long limitNs) {
    if (!idle) {
      idle = true;
      idleSinceNs = System.nanoTime();
      spins = 0;
    }
    if ((++spins & (SPINS_PER_CLOCK - 1)) != 0 && budget.spinNs() > 0) {
      Thread.onSpinWait();
      return false;
    }
    long elapsedNs = System.nanoTime() - idleSinceNs;
    if (elapsedNs < budget.spinNs()) {
      Thread.onSpinWait();
      return false;
    }
    if (elapsedNs < budget.spinNs() + budget.yieldNs()) {
      Thread.yield();
      return false;
    }
    spins = SPINS_PER_CLOCK - 1;
    point.await(ticket, Math.min(budget.parkNs(), limitNs));
    return true;
  }
}
