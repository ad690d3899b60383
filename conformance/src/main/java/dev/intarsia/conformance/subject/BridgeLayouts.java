package dev.intarsia.conformance.subject;

import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.protocol.layout.ProcessLayout;
import dev.intarsia.protocol.layout.Slice;
import dev.intarsia.protocol.layout.ThreadLayout;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Constants, layouts and payload options. */
final class BridgeLayouts {
  void table(JsonNode request, ObjectNode answer) {
    ObjectNode table = answer.putObject("table");
    LayoutTables.of(request.path("name").stringValue("")).forEach(table::put);
  }

  void layout(JsonNode request, ObjectNode answer) {
    int signalBytes = request.get("signalBytes").intValue();
    int abortBytes = request.get("abortBytes").intValue();
    switch (request.path("kind").stringValue("")) {
      case "process" ->
        process(
            ProcessLayout.of(
                signalBytes, abortBytes, request.get("payloadBytes").asLong()),
            answer);
      case "thread-split" -> thread(ThreadLayout.split(signalBytes, abortBytes), answer);
      case "thread-interleaved" -> thread(ThreadLayout.interleaved(signalBytes, abortBytes), answer);
      default -> answer.put("unsupported", "no such layout: " + request.path("kind"));
    }
  }

  private static void process(ProcessLayout layout, ObjectNode answer) {
    answer.put("totalBytes", layout.totalBytes());
    ArrayNode slices = answer.putArray("slices");
    for (Slice slice : layout.slices()) {
      ObjectNode entry = slices.addObject().put("name", slice.name());
      extent(slice, entry).put("reservedByteLength", slice.reservedBytes());
    }
  }

  private static void thread(ThreadLayout layout, ObjectNode answer) {
    answer.put("totalBytes", layout.totalBytes());
    answer.put("headerSlotStrideU32", layout.headerSlotStrideBytes() / Integer.BYTES);
    List<Slice> slices = List.of(
        layout.signals(),
        layout.abortSignals(),
        layout.requestHeaders(),
        layout.requestLockSector(),
        layout.returnHeaders(),
        layout.returnLockSector());
    for (Slice slice : slices) {
      extent(slice, answer.putObject(slice.name()));
    }
  }

  private static ObjectNode extent(Slice slice, ObjectNode entry) {
    return entry.put("byteOffset", slice.index()).put("byteLength", slice.lengthBytes());
  }

  void options(JsonNode request, ObjectNode answer) {
    JsonNode options = request.get("options");
    String mode = options.path("mode").stringValue("");
    PayloadOptions resolved;
    try {
      resolved = PayloadOptions.resolve(
          mode.isEmpty() ? null : PayloadOptions.Mode.valueOf(mode.toUpperCase(Locale.ROOT)),
          number(options, "payloadInitialBytes"),
          number(options, "payloadMaxByteLength"),
          number(options, "maxPayloadBytes"));
    } catch (IllegalArgumentException e) {
      answer.put("rejects", e.getMessage());
      return;
    }
    answer
        .putObject("resolved")
        .put("mode", resolved.mode().name().toLowerCase(Locale.ROOT))
        .put("payloadInitialBytes", resolved.payloadInitialBytes())
        .put("payloadMaxByteLength", resolved.payloadMaxByteLength())
        .put("maxPayloadBytes", resolved.maxPayloadBytes());
  }

  private static @Nullable Double number(JsonNode options, String name) {
    return options.has(name) ? options.get(name).doubleValue() : null;
  }
}
