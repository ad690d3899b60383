package dev.intarsia.bridge.wake;

/**
 * How long an idle side spins, then yields its core, before it parks, and for how long at most.
 *
 * @param spinNs busy with {@link Thread#onSpinWait}
 * @param yieldNs busy with {@link Thread#yield}, after the spinning
 * @param parkNs longest single park; the side looks for work itself after it
 */
public record IdleBudget(long spinNs, long yieldNs, long parkNs) {
  public IdleBudget {
    if (spinNs < 0 || yieldNs < 0 || parkNs < 0) {
      throw new IllegalArgumentException(
          "an idle budget has no negative times: " + spinNs + ", " + yieldNs + ", " + parkNs);
    }
  }
}
