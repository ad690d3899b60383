package dev.intarsia.host.lane;

import dev.intarsia.bridge.wake.Yielding;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a waiting thread polls before it sleeps. The budget follows what the last sleep was worth:
 * after a short one spinning goes on longer, since being woken would have cost as much; after long ones
 * waiting soon costs no processor. Shared by the lane's waiters without synchronization: a lost update
 * only changes how long somebody spins.
 */
final class LaneSpin {
  private static final boolean ONE_PROCESSOR = Runtime.getRuntime().availableProcessors() == 1;
  private static final long MOST_NS = ONE_PROCESSOR ? 0 : 100_000;
  private static final long LEAST_NS = ONE_PROCESSOR ? 0 : 5_000;
  private static final int LOOKS_PER_CLOCK_READ = 32;
  /** A sleep shorter than this was mostly the time that waking takes. */
  private static final long SHORT_SLEEP_NS = 500_000;

  private static final long SHORTEST_NAP_NS = 10_000;
  private static final long LONGEST_NAP_NS = 1_000_000;
  /** A sleeper that relies on the drainer looks itself this often, should the drainer be late. */
  private static final long SAFETY_NS = 100_000_000;

  private final Yielding yielding = new Yielding();
  private long budgetNs = MOST_NS;

  /**
   * Polls the lane until the call has ended or the budget is spent.
   *
   * @return whether it made progress; false: time to sleep
   */
  boolean helps(Lane lane, LaneCall<?> call) {
    long start = 0;
    for (int look = 1; ; look++) {
      int work = lane.poll();
      if (call.isDone()) {
        return true;
      }
      if (work > 0) {
        return true;
      }
      Thread.onSpinWait();
      if (look % LOOKS_PER_CLOCK_READ == 0) {
        long now = System.nanoTime();
        if (start == 0) {
          start = now;
        } else if (now - start > budgetNs || !yielding.offer(now, now - start)) {
          return false;
        }
      }
    }
  }

  /** How long the waiter of a worker that wakes nobody sleeps between two looks: an eighth of what it has waited. */
  static long napNs(long waitedNs) {
    return Math.clamp(waitedNs / 8, SHORTEST_NAP_NS, LONGEST_NAP_NS);
  }

  /** A waiter's sleep has ended, for whatever reason. */
  void slept(long ns) {
    budgetNs = ns < SHORT_SLEEP_NS ? MOST_NS : Math.max(LEAST_NS, budgetNs / 2);
  }

  void sleepUntilDone(LaneCall<?> call, long leftNs) {
    try {
      call.sleepUntilDone(Math.min(leftNs, SAFETY_NS), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // The waiter looks at the call itself.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
