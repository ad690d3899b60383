package dev.intarsia.host.pool;

import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.host.Balancer;
import dev.intarsia.host.PoolOptions;
import dev.intarsia.host.metrics.Listeners;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What holds for a whole pool, whatever its workers: what was asked for, and what was chosen where nothing was.
 *
 * @param options as the builder collected them; of those named below, the value here counts
 * @param listeners who is told what happens: the builder's, statistics and diagnostics
 * @param replies makes what takes results apart, one for each lane
 * @param debug namespaces that are on; {@code *} for all
 */
record PoolSettings(
    PoolOptions options,
    Balancer balancer,
    Listeners listeners,
    Supplier<? extends PayloadFactory<Object>> replies,
    Set<String> debug) {

  /** Whether idle workers of a kind take over what busy ones have not begun. */
  boolean steals(int workers) {
    return balancer == Balancer.WORK_STEALING && workers > 1;
  }
}
