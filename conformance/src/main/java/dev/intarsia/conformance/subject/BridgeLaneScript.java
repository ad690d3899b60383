package dev.intarsia.conformance.subject;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.region.RegionAllocator;
import dev.intarsia.protocol.payload.PayloadTag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Values of all kinds published on one lane: which slots and regions they get. */
final class BridgeLaneScript implements BridgeScript {
  private static final int DEFAULT_CAPACITY_BYTES = 64 * 1024;
  private static final int TAG = 2;
  private static final int START = 3;
  private static final int REGION = 6;
  private static final int REGION_SLOTS = 31;

  private final LaneMemory lane;
  private final MailboxPublisher publisher;
  private final MailboxDrainer drainer;
  private final ValueNotation notation = new ValueNotation();

  BridgeLaneScript(JsonNode open) {
    double capacity = open.path("capacity").asInt(DEFAULT_CAPACITY_BYTES);
    lane = LaneMemory.inProcess(PayloadOptions.resolve(PayloadOptions.Mode.FIXED, null, capacity, null));
    publisher = new MailboxPublisher(lane);
    drainer = new MailboxDrainer(lane);
  }

  @Override
  public void step(String what, JsonNode step, ObjectNode answer) {
    switch (what) {
      case "encode" -> encode(step, answer);
      case "free" -> RegionAllocator.release(lane.lockSector(), step.get("slot").intValue());
      case "drain" -> {
        ArrayNode taskIds = answer.putArray("taskIds");
        drainer.drain(frame -> taskIds.add(BridgeScript.unsigned(frame.taskId())));
      }
      default -> throw BridgeScript.unknown(what);
    }
    LockWords.put(lane, answer);
  }

  private void encode(JsonNode step, ObjectNode answer) {
    int before = lane.hostBits();
    boolean published = publisher.tryPublish(0, (int) step.path("taskId").asLong(0), 0, notation, step.get("value"));
    answer.put("ok", published);
    if (published) {
      int slot = Integer.numberOfTrailingZeros(before ^ lane.hostBits());
      answer.put("slot", slot);
      if (PayloadTag.usesRegion(lane.headerWord(slot, TAG))) {
        answer.put("start", BridgeScript.unsigned(lane.headerWord(slot, START)));
        answer.put("region", lane.headerWord(slot, REGION) & REGION_SLOTS);
      }
    }
  }
}
