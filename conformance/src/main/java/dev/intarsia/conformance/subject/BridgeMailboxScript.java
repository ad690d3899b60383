package dev.intarsia.conformance.subject;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.payload.PayloadOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Publishing and draining on one lane. */
final class BridgeMailboxScript implements BridgeScript {
  private static final int CAPACITY_BYTES = 4096;

  private final LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(CAPACITY_BYTES));
  private final MailboxPublisher publisher = new MailboxPublisher(lane);
  private final MailboxDrainer drainer = new MailboxDrainer(lane);

  @Override
  public void step(String what, JsonNode step, ObjectNode answer) {
    switch (what) {
      case "publish" -> publish(step, answer);
      case "drain" -> drain(answer);
      default -> throw BridgeScript.unknown(what);
    }
    LockWords.put(lane, answer);
  }

  private void publish(JsonNode step, ObjectNode answer) {
    int before = lane.hostBits();
    boolean published = publisher.tryPublishNumber(
        (int) step.path("functionId").asLong(0),
        (int) step.get("taskId").asLong(),
        0,
        step.path("value").asDouble(0));
    answer.put("ok", published);
    answer.put("slot", published ? Integer.numberOfTrailingZeros(before ^ lane.hostBits()) : -1);
  }

  private void drain(ObjectNode answer) {
    ArrayNode taskIds = answer.putArray("taskIds");
    drainer.drain(frame -> taskIds.add(BridgeScript.unsigned(frame.taskId())));
  }
}
