package dev.intarsia.host;

import java.util.List;
import java.util.Map;

/**
 * What a pool has done so far. Numbers of different lanes are not read at one instant.
 *
 * @param lanes one entry a lane, workers in order, the host's own lane where there is one
 * @param tasks by task name; empty unless {@link PoolBuilder#statistics()} was asked for
 */
public record PoolStatistics(List<LaneStatistics> lanes, Map<String, TaskStatistics> tasks) {
  /**
   * One lane.
   *
   * @param worker what kind of worker it leads to, and which: {@code java worker 0}
   * @param published calls handed to workers
   * @param settled calls that came back, or whose worker was lost
   * @param queued calls that wait for a slot now
   * @param workersLost workers that died, hung or were poisoned here
   * @param state whether its worker takes calls
   */
  public record LaneStatistics(
      String worker, long published, long settled, int queued, int workersLost, LaneState state) {}

  /** Whether a lane's worker takes calls. */
  public enum LaneState {
    /** The worker loads its tasks; calls wait for it. */
    STARTING,
    /** The worker takes calls. */
    READY,
    /** The worker was lost and the next one has not been started yet; calls wait for it. */
    REPLACING,
    /** Workers were lost again and again before they answered anything; calls fail at once until one starts well. */
    REFUSING
  }

  /**
   * The calls of one task. Durations are nanoseconds from asking to the end, waiting included,
   * with three significant digits.
   *
   * @param calls calls that ended
   * @param failures those that ended without a result
   */
  public record TaskStatistics(
      long calls, long failures, double meanNs, long medianNs, long p90Ns, long p99Ns, long p999Ns, long maxNs) {}
}
