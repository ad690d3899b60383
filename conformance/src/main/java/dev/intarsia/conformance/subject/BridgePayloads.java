package dev.intarsia.conformance.subject;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.payload.PayloadException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Encodes and decodes one payload at a time, each in a fresh lane. */
final class BridgePayloads {
  private static final int DEFAULT_CAPACITY_BYTES = 2 * 1024 * 1024;
  private static final int START = 3;
  private static final HexFormat HEX = HexFormat.of();

  private final FrameImage inProcess = new FrameImage(DEFAULT_CAPACITY_BYTES, 0, false);
  private final FrameImage acrossProcesses = new FrameImage(DEFAULT_CAPACITY_BYTES, 0, true);
  private final ValueNotation notation = new ValueNotation();
  private final NotationFactory factory = new NotationFactory();

  void encode(JsonNode request, ObjectNode answer) {
    FrameImage image = image(request);
    LaneMemory lane = fresh(image, request);
    int slot = image.publish(
        (int) request.path("functionId").asLong(0),
        (int) request.path("taskId").asLong(0),
        0,
        notation,
        request.get("value"));
    int[] words = image.words(slot);
    FrameExtent extent = FrameExtent.of(words);
    answer.put("slot", slot);
    ArrayNode list = answer.putArray("words");
    for (int word : words) {
      list.add(BridgeScript.unsigned(word));
    }
    LockWords.put(lane, answer);
    answer.put("static", HEX.formatHex(image.inline(slot, extent.inlineBytes())));
    answer.put("dynamic", HEX.formatHex(region(image, words[START], extent.regionBytes())));
  }

  private static byte[] region(FrameImage image, int start, long bytes) {
    return bytes == 0 ? new byte[0] : image.region(BridgeScript.unsigned(start), bytes);
  }

  void decode(JsonNode request, ObjectNode answer) {
    FrameImage image = image(request);
    LaneMemory lane = fresh(image, request);
    image.put(
        request.get("slot").intValue(),
        ValueNotation.words(request.get("words")),
        LockWords.of(request),
        HEX.parseHex(request.path("static").stringValue("")),
        HEX.parseHex(request.path("dynamic").stringValue("")));
    try {
      answer.set("value", image.drain(factory));
    } catch (PayloadException e) {
      answer.put("refused", e.getMessage());
    }
    LockWords.put(lane, answer);
  }

  /** Addresses may cross in process only; a question says where it is. */
  private FrameImage image(JsonNode request) {
    return request.path("process").booleanValue(false) ? acrossProcesses : inProcess;
  }

  private static LaneMemory fresh(FrameImage image, JsonNode request) {
    return image.clear(
        request.path("payloadCapacity").asInt(DEFAULT_CAPACITY_BYTES),
        request.path("maxPayloadBytes").asInt(0));
  }
}
