package dev.intarsia.conformance.subject;

import dev.intarsia.bridge.mailbox.LaneMemory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The four lock words, as vectors have them. */
final class LockWords {
  private LockWords() {}

  static void put(LaneMemory lane, ObjectNode answer) {
    answer.put("hostBits", BridgeScript.unsigned(lane.hostBits()));
    answer.put("workerBits", BridgeScript.unsigned(lane.workerBits()));
    putPayload(lane, answer);
  }

  static void putPayload(LaneMemory lane, ObjectNode answer) {
    answer.put("payloadHostBits", BridgeScript.unsigned(lane.payloadHostBits()));
    answer.put("payloadWorkerBits", BridgeScript.unsigned(lane.payloadWorkerBits()));
  }

  static int[] of(JsonNode vector) {
    return new int[] {
      (int) vector.path("hostBits").asLong(0),
      (int) vector.path("workerBits").asLong(0),
      (int) vector.path("payloadHostBits").asLong(0),
      (int) vector.path("payloadWorkerBits").asLong(0)
    };
  }
}
