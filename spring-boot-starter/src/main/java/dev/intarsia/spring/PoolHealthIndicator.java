package dev.intarsia.spring;

import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolStatistics.LaneState;
import dev.intarsia.host.PoolStatistics.LaneStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health of one pool. Down where a lane's workers are lost again and again; out of service while some kind of worker has no lane
 * that takes calls, as when they start; else up.
 */
final class PoolHealthIndicator extends AbstractHealthIndicator {
  private final Pool pool;

  PoolHealthIndicator(Pool pool) {
    super("the pool's lanes can't be read");
    this.pool = pool;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    List<LaneStatistics> lanes = pool.statistics().lanes();
    Map<String, Boolean> ready = new LinkedHashMap<>();
    Map<String, Object> details = new LinkedHashMap<>();
    for (LaneStatistics lane : lanes) {
      ready.merge(kind(lane), lane.state() == LaneState.READY, Boolean::logicalOr);
      details.put(lane.worker(), details(lane));
    }
    if (lanes.stream().anyMatch(lane -> lane.state() == LaneState.REFUSING)) {
      builder.down();
    } else if (ready.containsValue(false)) {
      builder.outOfService();
    } else {
      builder.up();
    }
    builder.withDetail("inFlight", pool.inFlight()).withDetail("lanes", details);
  }

  /** The kind of {@code js worker 1} is {@code js worker}. */
  private static String kind(LaneStatistics lane) {
    return lane.worker().replaceFirst(" \\d+$", "");
  }

  private static Map<String, Object> details(LaneStatistics lane) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("state", lane.state().name().toLowerCase(Locale.ROOT));
    details.put("queued", lane.queued());
    details.put("published", lane.published());
    details.put("settled", lane.settled());
    details.put("workersLost", lane.workersLost());
    return details;
  }
}
