package dev.intarsia.host;

/** Which lane a call goes to. */
public enum Balancer {
  /**
   * One after the other, an idle one first; and an idle worker takes over what a busy one of its kind has not begun. The
   * default. Of a process's calls only those that still wait for a slot move; those with an affinity key, a timeout or an abort
   * signal never do.
   */
  WORK_STEALING,
  /** One after the other. */
  ROUND_ROBIN,
  /** The first with nothing in flight, else one after the other. */
  FIRST_IDLE,
  /** Any. */
  RANDOM_LANE,
  /** The first with nothing in flight, else any. */
  FIRST_IDLE_OR_RANDOM,
  /** The one with the fewest calls in flight and waiting. */
  LEAST_USED,
  /** By the call's affinity key, or by its argument where it has none. */
  AFFINITY;

  /**
   * @param name knitting's name ({@code roundRobin}, its alias {@code robinRound}, {@code firstIdle},
   *     {@code randomLane}, {@code firstIdleOrRandom}) or one of ours ({@code workStealing},
   *     {@code leastUsed}, {@code affinity})
   * @throws IllegalArgumentException for any other name
   */
  public static Balancer named(String name) {
    return switch (name) {
      case "workStealing" -> WORK_STEALING;
      case "roundRobin", "robinRound" -> ROUND_ROBIN;
      case "firstIdle" -> FIRST_IDLE;
      case "randomLane" -> RANDOM_LANE;
      case "firstIdleOrRandom" -> FIRST_IDLE_OR_RANDOM;
      case "leastUsed" -> LEAST_USED;
      case "affinity" -> AFFINITY;
      default ->
        throw new IllegalArgumentException("Unknown balancer \"" + name
            + "\": use workStealing, roundRobin, firstIdle, randomLane, firstIdleOrRandom, leastUsed or affinity");
    };
  }
}
