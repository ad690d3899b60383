package dev.intarsia.conformance.subject;

import dev.intarsia.bridge.boot.BootPayload;
import dev.intarsia.bridge.boot.BootPayloadException;
import dev.intarsia.bridge.boot.TaskNames;
import dev.intarsia.bridge.payload.PayloadException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** This project's own codec, in this process. */
public final class BridgeSubject implements Subject {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final BridgePayloads payloads = new BridgePayloads();
  private final BridgeLayouts layouts = new BridgeLayouts();
  private @Nullable BridgeScript script;

  /** A codec that has no lane open. */
  public BridgeSubject() {}

  @Override
  public JsonNode ask(ObjectNode request) {
    ObjectNode answer = MAPPER.createObjectNode();
    try {
      answer(request, answer);
    } catch (PayloadException e) {
      answer.removeAll();
      answer.put("refused", e.getMessage());
    } catch (RuntimeException e) {
      answer.removeAll();
      answer.put("error", e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    return answer;
  }

  private void answer(ObjectNode request, ObjectNode answer) {
    String op = request.path("op").stringValue("");
    switch (op) {
      case "hello" -> answer.put("subject", "intarsia").put("protocol", PROTOCOL);
      case "encode" -> payloads.encode(request, answer);
      case "decode" -> payloads.decode(request, answer);
      case "open" -> open(request, answer);
      case "step" -> step(request, answer);
      case "table" -> layouts.table(request, answer);
      case "layout" -> layouts.layout(request, answer);
      case "options" -> layouts.options(request, answer);
      case "boot" -> boot(request.path("text").stringValue(""), answer);
      case "order" -> order(request, answer);
      default -> answer.put("unsupported", "no such op: " + op);
    }
  }

  private static void boot(String text, ObjectNode answer) {
    try {
      BootPayload.parse(text);
      answer.put("accepted", true);
    } catch (BootPayloadException e) {
      answer.put("refused", e.getMessage());
    }
  }

  private static void order(ObjectNode request, ObjectNode answer) {
    List<String> names = new ArrayList<>();
    request.path("names").forEach(name -> names.add(name.stringValue("")));
    ArrayNode sorted = answer.putArray("names");
    TaskNames.sorted(names).forEach(sorted::add);
  }

  private void open(ObjectNode request, ObjectNode answer) {
    script = switch (request.path("kind").stringValue("")) {
      case "mailbox" -> new BridgeMailboxScript();
      case "lane" -> new BridgeLaneScript(request);
      case "regions" -> new BridgeRegionScript();
      case "abort" -> new BridgeAbortScript(request.get("capacity").intValue(), answer);
      case "steal" ->
        new BridgeStealScript(
            request.get("consumers").intValue(), request.get("regionLanes").intValue());
      default -> null;
    };
    if (script == null) {
      answer.put("unsupported", "no such kind of script: " + request.path("kind"));
    }
  }

  private void step(ObjectNode request, ObjectNode answer) {
    BridgeScript open = script;
    if (open == null) {
      throw new IllegalStateException("a step before any script was opened");
    }
    open.step(request.path("do").stringValue(""), request, answer);
  }

  @Override
  public void close() {
    script = null;
  }
}
