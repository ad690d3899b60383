package dev.intarsia.bridge.worker;

/**
 * How long an idle worker spins and sleeps.
 *
 * @param spinNs nanoseconds of busy waiting before the worker parks
 * @param parkNs longest single sleep in nanoseconds
 * @param pauseNs nanoseconds of pause between two looks while spinning; 0 or less for none
 */
public record WorkerTimers(long spinNs, long parkNs, long pauseNs) {
  private static final long DEFAULT_SPIN_NS = 50_000;
  private static final long DEFAULT_PARK_NS = 60_000_000_000L;

  /** 50 µs of spinning with the processor's own pause, then parked until woken. */
  public static WorkerTimers defaults() {
    return new WorkerTimers(DEFAULT_SPIN_NS, DEFAULT_PARK_NS, 0);
  }
}
