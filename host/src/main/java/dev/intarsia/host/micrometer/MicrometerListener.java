package dev.intarsia.host.micrometer;

import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolListener;
import dev.intarsia.host.PoolStatistics.LaneStatistics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Meters of one pool: timer {@code intarsia.calls} (tags pool, task, outcome), gauges
 * {@code intarsia.calls.in.flight} and {@code intarsia.calls.queued}, counter {@code intarsia.workers.lost}.
 */
public final class MicrometerListener implements PoolListener {
  private final MeterRegistry registry;
  private final String pool;
  private final Counter lost;
  private final ConcurrentHashMap<String, Timer> succeeded = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Timer> failed = new ConcurrentHashMap<>();

  /**
   * @param pool the value of the tag {@code pool}
   */
  @SuppressWarnings(
      "exports") // The registry is an optional dependency: transitive, it would be required of every user.
  public MicrometerListener(MeterRegistry registry, String pool) {
    this.registry = registry;
    this.pool = pool;
    lost = Counter.builder("intarsia.workers.lost").tag("pool", pool).register(registry);
  }

  @Override
  public void opened(Pool opened) {
    Gauge.builder("intarsia.calls.in.flight", opened, Pool::inFlight)
        .tag("pool", pool)
        .register(registry);
    Gauge.builder("intarsia.calls.queued", opened, MicrometerListener::queued)
        .tag("pool", pool)
        .register(registry);
  }

  private static double queued(Pool pool) {
    return pool.statistics().lanes().stream().mapToInt(LaneStatistics::queued).sum();
  }

  @Override
  public void callEnded(String task, long durationNs, @Nullable Throwable failure) {
    boolean well = failure == null;
    (well ? succeeded : failed)
        .computeIfAbsent(task, name -> timer(name, well ? "success" : "failure"))
        .record(Duration.ofNanos(durationNs));
  }

  private Timer timer(String task, String outcome) {
    return Timer.builder("intarsia.calls")
        .tag("pool", pool)
        .tag("task", task)
        .tag("outcome", outcome)
        .register(registry);
  }

  @Override
  public void workerLost(String worker, Throwable cause) {
    lost.increment();
  }
}
