package dev.intarsia.conformance.vectors;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The regions that a script has in use. Where the reference finds no slot although one is free, a publisher that goes on
 * as REG-007 says is right too: any slot and place that nobody uses.
 */
final class RegionsInUse {
  private static final int SLOTS = 32;
  private static final int ALIGNMENT = 64;

  private record Extent(long start, long end) {}

  private final Map<Long, Extent> inUse = new HashMap<>();

  /** Whether the subject has found a region that the vector does without. */
  boolean isBetterThan(JsonNode step, JsonNode answer) {
    int slot = answer.path("slot").asInt(-1);
    if (!step.path("do").stringValue("").equals("reserve") || step.path("slot").asLong(-1) != -1 || slot < 0) {
      return false;
    }
    long start = answer.path("start").asLong(-1);
    long end = start + aligned(step.path("bytes").asLong(0));
    return slot < SLOTS
        && start >= 0
        && start % ALIGNMENT == 0
        && !inUse.containsKey((long) slot)
        && inUse.values().stream().noneMatch(other -> start < other.end() && other.start() < end);
  }

  /** Takes a step in, as the vector has it. */
  void after(JsonNode step) {
    long slot = step.path("slot").asLong(-1);
    if (step.path("do").stringValue("").equals("free")) {
      inUse.remove(slot);
    } else if (slot >= 0 && step.has("start")) {
      long start = step.get("start").asLong(0);
      long bytes = step.has("shrinkTo")
          ? step.get("shrinkTo").asLong(0)
          : step.path("bytes").asLong(0);
      inUse.put(slot, new Extent(start, start + aligned(bytes)));
    }
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
