package dev.intarsia.cluster;

import java.util.List;

/**
 * What this node knows of another one.
 *
 * @param address where it is
 * @param digest what its tasks were loaded from
 * @param tasks what it serves; empty where it only calls
 * @param slots calls that it takes in at once
 * @param underWay calls that run or wait there, whoever made them, as it last said
 * @param draining whether it takes no new calls
 */
public record MemberStatus(
    String address, String digest, List<String> tasks, int slots, int underWay, boolean draining) {
  public MemberStatus {
    tasks = List.copyOf(tasks);
  }

  /** Calls that it could take in more. */
  public int freeSlots() {
    return draining ? 0 : Math.max(0, slots - underWay);
  }
}
