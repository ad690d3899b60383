package dev.intarsia.host.process;

import dev.intarsia.bridge.boot.BootPayload;
import java.util.function.LongSupplier;

/**
 * The clock that stamps the calls: the host's, whose origin is its own. The boot payload says what it showed when the
 * memory was made, and this process was started right then.
 */
final class HostClock implements LongSupplier {
  private static final double NS_PER_MS = 1e6;
  private static final double SAME_CLOCK_MS = 60_000;

  private final double aheadMs;

  HostClock(BootPayload boot) {
    double ownMs = System.nanoTime() / NS_PER_MS;
    boolean sameClock = boot.memory().runtime() == null && Math.abs(ownMs - boot.startedAtMs()) < SAME_CLOCK_MS;
    aheadMs = sameClock ? 0 : boot.startedAtMs() + ProcStat.ownAgeMs() - ownMs;
  }

  @Override
  public long getAsLong() {
    return (long) Math.floor(System.nanoTime() / NS_PER_MS + aheadMs);
  }
}
