package dev.intarsia.host;

import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.worker.WorkerTimers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link PoolBuilder} has collected, for the {@link PoolProvider} that makes the pool of it.
 *
 * @param balancer which lane a call goes to; null where nobody chose
 * @param inliner the host's own lane; null without one
 * @param abortSignalCapacity calls with an abort signal that may be under way at once
 * @param timers how an idle worker spins and sleeps
 * @param stallFreeLoops looks without a result before the host's first nap
 * @param maxBackoffMs longest nap of the host while calls are under way
 * @param resolveAfterFinishingAll whether calls that are under way finish when the pool shuts down
 * @param hardTimeout how long a task may run before its call fails and it is stopped; null for none
 * @param queueTimeout how long a call may wait for a worker to begin it; null for none
 * @param queueLimit calls that may wait for a slot of one lane; {@link Integer#MAX_VALUE} without a limit
 * @param queuePolicy what becomes of a call that finds the queue full
 * @param closeLimit how long closing waits for calls under way
 * @param recycleAfterCalls calls after which a worker is replaced; {@link Long#MAX_VALUE} for never
 * @param recycleAfter age at which a worker is replaced; null for never
 * @param prewarm whether the pool is made only when every worker is ready
 * @param debug namespaces of diagnostics; {@code *} for all
 * @param listeners who is told what happens
 * @param statistics whether durations are kept for each task
 * @param replies makes what takes results apart, one for each lane; null for Java values
 */
public record PoolOptions(
    List<Workers> workers,
    @Nullable Balancer balancer,
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
    boolean prewarm,
    Set<String> debug,
    List<PoolListener> listeners,
    boolean statistics,
    @Nullable Supplier<? extends PayloadFactory<Object>> replies) {}
