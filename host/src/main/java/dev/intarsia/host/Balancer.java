package dev.intarsia.host;

/** Which lane a call goes to. */
public enum Balancer {
  /** One after the other. The default. */
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
   *     {@code randomLane}, {@code firstIdleOrRandom}) or one of ours ({@code leastUsed}, {@code affinity})
   * @throws IllegalArgumentException for any other name
   */
  public static Balancer named(String name) {
    return switch (name) {
      case "roundRobin", "robinRound" -> ROUND_ROBIN;
      case "firstIdle" -> FIRST_IDLE;
      case "randomLane" -> RANDOM_LANE;
      case "firstIdleOrRandom" -> FIRST_IDLE_OR_RANDOM;
      case "leastUsed" -> LEAST_USED;
      case "affinity" -> AFFINITY;
      default ->
          throw new IllegalArgumentException(
              "Unknown balancer \"" + name + "\": use roundRobin, firstIdle, randomLane, firstIdleOrRandom, leastUsed or affinity");
    };
  }
}
