package dev.intarsia.conformance.subject;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.region.RegionAllocator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reserving and freeing regions of one payload area. */
final class BridgeRegionScript implements BridgeScript {
  private static final int CAPACITY_BYTES = 4096;

  private final LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(CAPACITY_BYTES));
  private final RegionAllocator allocator = new RegionAllocator(lane.lockSector());

  @Override
  public void step(String what, JsonNode step, ObjectNode answer) {
    switch (what) {
      case "reserve" -> reserve(step, answer);
      case "free" -> allocator.free(step.get("slot").intValue());
      default -> throw BridgeScript.unknown(what);
    }
    LockWords.putPayload(lane, answer);
  }

  private void reserve(JsonNode step, ObjectNode answer) {
    int slot = allocator.reserve(step.get("bytes").asLong());
    answer.put("slot", slot);
    if (slot == RegionAllocator.NONE) {
      answer.putNull("start");
      return;
    }
    answer.put("start", allocator.startOf(slot));
    if (step.has("shrinkTo")) {
      allocator.setLength(slot, step.get("shrinkTo").asLong());
    }
  }
}
