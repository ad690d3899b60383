package dev.intarsia.conformance.subject;

import dev.intarsia.bridge.mailbox.FrameSource;
import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.steal.StealControl;
import dev.intarsia.bridge.steal.StealingDrainer;
import dev.intarsia.bridge.steal.StealingPublisher;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Several consumers on one request mailbox. */
final class BridgeStealScript implements BridgeScript {
  private static final int CAPACITY_BYTES = 4096;

  private final LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(CAPACITY_BYTES));
  private final StealingPublisher publisher;
  private final List<FrameSource> drainers = new ArrayList<>();

  BridgeStealScript(int consumers, int regionLanes) {
    publisher = new StealingPublisher(lane, consumers, regionLanes);
    for (int consumer = 0; consumer < consumers; consumer++) {
      drainers.add(
          consumers == 1 ? new MailboxDrainer(lane) : new StealingDrainer(lane, consumers, regionLanes, consumer));
    }
  }

  @Override
  public void step(String what, JsonNode step, ObjectNode answer) {
    switch (what) {
      case "publish" -> publish(step, answer);
      case "claim" -> claim(step, answer);
      default -> throw BridgeScript.unknown(what);
    }
    answer.put("hostBits", BridgeScript.unsigned(lane.hostBits()));
    answer.put("workerBits", BridgeScript.unsigned(lane.workerBits()));
    StealControl control = publisher.control();
    ArrayNode ack = answer.putArray("ack");
    ArrayNode want = answer.putArray("want");
    for (int consumer = 0; consumer < drainers.size(); consumer++) {
      ack.add(BridgeScript.unsigned(control.ack(consumer)));
      want.add(BridgeScript.unsigned(control.want(consumer)));
    }
    answer.put("live", BridgeScript.unsigned(control.live()));
  }

  private void publish(JsonNode step, ObjectNode answer) {
    int before = lane.hostBits();
    boolean published = publisher.tryPublishNumber(0, (int) step.get("taskId").asLong(), 0, 0);
    answer.put("ok", published);
    answer.put("slot", published ? Integer.numberOfTrailingZeros(before ^ lane.hostBits()) : -1);
  }

  private void claim(JsonNode step, ObjectNode answer) {
    ArrayNode taskIds = answer.putArray("taskIds");
    drainers.get(step.get("consumer").intValue()).drain(frame -> taskIds.add(BridgeScript.unsigned(frame.taskId())));
  }
}
