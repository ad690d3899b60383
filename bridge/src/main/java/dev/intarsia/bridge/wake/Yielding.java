package dev.intarsia.bridge.wake;

import java.util.function.LongSupplier;

/**
 * A waiting thread's offers of its processor to others. With more runnable threads than processors, as while JIT
 * compilers work, an offer costs the whole time slices of those others, but waking from a sleep comes before them: so
 * once an offer has cost that much, waiting threads sleep for a while instead. Used by threads without
 * synchronization: a lost update costs another offer.
 */
public final class Yielding {
  /** Until here a thread only looks: what it waits for is on its way, as a rule. */
  private static final long OFFER_AFTER_NS = 4_000;
  /** More than any yield between threads of one pool, less than a scheduler's time slice. */
  private static final long SLICE_LOST_NS = 200_000;
  /** Time for another look or two at a thread that runs. */
  private static final long SPIN_NS = 12_000;

  private static final long LEAST_SLEEPING_NS = 1_000_000;
  private static final long MOST_SLEEPING_NS = 64_000_000;

  private final Runnable yield;
  private final LongSupplier clockNs;
  private long sleepUntilNs;
  private long sleepingNs = LEAST_SLEEPING_NS;

  /** No offer has been made yet. */
  @SuppressWarnings("ThreadPriorityCheck") // yields to whoever holds up the progress
  public Yielding() {
    this(Thread::yield, System::nanoTime);
  }

  Yielding(Runnable yield, LongSupplier clockNs) {
    this.yield = yield;
    this.clockNs = clockNs;
    sleepUntilNs = clockNs.getAsLong() - MOST_SLEEPING_NS;
  }

  /**
   * Offers the processor, unless the wait has only begun or an offer lately cost a time slice.
   *
   * @param nowNs {@link System#nanoTime}
   * @param waitedNs how long the thread has looked by now
   * @return whether to look on; false: sleep
   */
  public boolean offer(long nowNs, long waitedNs) {
    if (waitedNs < OFFER_AFTER_NS) {
      return true;
    }
    if (nowNs - sleepUntilNs < 0) {
      return waitedNs < SPIN_NS;
    }
    yield.run();
    long afterNs = clockNs.getAsLong();
    if (afterNs - nowNs > SLICE_LOST_NS) {
      boolean again = nowNs - sleepUntilNs < MOST_SLEEPING_NS;
      sleepingNs = again ? Math.min(2 * sleepingNs, MOST_SLEEPING_NS) : LEAST_SLEEPING_NS;
      sleepUntilNs = afterNs + sleepingNs;
    }
    return true;
  }
}
