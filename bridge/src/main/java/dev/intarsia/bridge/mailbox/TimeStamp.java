package dev.intarsia.bridge.mailbox;

import dev.intarsia.protocol.layout.HeaderLayout;

/** The 27 bits of word 6 that say when a call was made, on its host's clock (TMO-001 to TMO-004). */
public final class TimeStamp {
  private static final int BITS = Integer.SIZE - HeaderLayout.REGION_META_SHIFT;
  private static final int MASK = (1 << BITS) - 1;

  private TimeStamp() {}

  /** The stamp of a moment, in milliseconds of a clock that does not go back. */
  public static int of(double hostClockMs) {
    return (int) (long) Math.floor(hostClockMs) & MASK;
  }

  /**
   * What a worker's clock lacks to its host's: to be taken when the worker starts, and added to its clock from then on.
   *
   * @param hostStartedAtMs {@code startAt} of the boot payload
   * @param workerClockMs the worker's clock when it read that
   */
  public static double offsetMs(double hostStartedAtMs, double workerClockMs) {
    return hostStartedAtMs - workerClockMs;
  }

  /**
   * How long ago a call was made. A stamp that seems to be more than half of the range old is ahead of this clock.
   *
   * @param hostClockMs the host's clock, or the worker's with its offset added
   * @return milliseconds from 0 to 2^26 - 1
   */
  public static int elapsedMs(int stamp, double hostClockMs) {
    int elapsed = (of(hostClockMs) - stamp) & MASK;
    return elapsed >>> (BITS - 1) == 0 ? elapsed : 0;
  }

  /** What is left of a budget; 0 or less when it is over. */
  public static double remainingMs(double budgetMs, int stamp, double hostClockMs) {
    return budgetMs - elapsedMs(stamp, hostClockMs);
  }
}
