package dev.intarsia.host.pool;

import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.worker.WorkerTimers;
import dev.intarsia.host.Balancer;
import dev.intarsia.host.InlinerOptions;
import dev.intarsia.host.QueuePolicy;
import dev.intarsia.host.metrics.Listeners;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a whole pool, whatever its workers.
 *
 * @param stallFreeLoops looks without a result before the host's first nap
 * @param maxBackoffMs longest nap of the host while calls are under way
 * @param hardTimeout how long a task may run before its call fails and it is stopped; null for none
 * @param queueTimeout how long a call may wait for a worker to begin it; null for none
 * @param queueLimit calls that may wait for a slot of one lane; {@link Integer#MAX_VALUE} without a limit
 * @param closeLimit how long closing waits for calls under way
 * @param recycleAfterCalls calls after which a worker is replaced; {@link Long#MAX_VALUE} for never
 * @param recycleAfter age at which a worker is replaced; null for never
 * @param listeners who is told what happens
 * @param replies makes what takes results apart, one for each lane
 * @param debug namespaces that are on; {@code *} for all
 */
public record PoolSettings(
    Balancer balancer,
    @Nullable InlinerOptions inliner,
    PayloadOptions payload,
    int abortSignalCapacity,
    WorkerTimers timers,
    int stallFreeLoops,
    int maxBackoffMs,
    boolean resolveAfterFinishingAll,
    @Nullable Duration hardTimeout,
    @Nullable Duration queueTimeout,
    int queueLimit,
    QueuePolicy queuePolicy,
    Duration closeLimit,
    long recycleAfterCalls,
    @Nullable Duration recycleAfter,
    Listeners listeners,
    Supplier<? extends PayloadFactory<Object>> replies,
    Set<String> debug) {

  /** Whether idle workers of a kind take over what busy ones have not begun. */
  public boolean steals(int workers) {
    return balancer == Balancer.WORK_STEALING && workers > 1;
  }
}
