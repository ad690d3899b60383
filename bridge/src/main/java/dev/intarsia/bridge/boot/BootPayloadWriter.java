package dev.intarsia.bridge.boot;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a boot payload as the reference's hosts do; what is null is left out. */
final class BootPayloadWriter {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Map<String, Boolean> TEXT_COMPAT = Map.of("encodeInto", true, "decode", true);

  private BootPayloadWriter() {}

  static String write(BootPayload payload) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("version", BootPayload.VERSION);
    ObjectNode data = root.putObject("workerData");
    slice(data.putObject("sab"), payload.signals());
    MemorySlice abort = payload.abortSignals();
    if (abort != null) {
      slice(data.putObject("abortSignalSAB"), abort);
    }
    if (payload.abortCapacity() != null) {
      data.put("abortSignalMax", payload.abortCapacity());
    }
    payload.modules().forEach(data.putArray("list")::add);
    payload.ids().forEach(data.putArray("ids")::add);
    payload.names().forEach(data.putArray("names")::add);
    ArrayNode at = data.putArray("at");
    payload.positions().forEach(at::add);
    data.put("thread", payload.thread());
    json(data, "debug", payload.options().debugJson());
    options(data.putObject("workerOptions"), payload.options());
    data.put("totalNumberOfThread", payload.threads());
    data.put("startAt", payload.startedAtMs());
    lane(data.putObject("lock"), payload.request());
    lane(data.putObject("returnLock"), payload.reply());
    PayloadConfig config = payload.payloadConfig();
    if (config != null) {
      data.putObject("payloadConfig")
          .put("mode", config.mode())
          .put("payloadInitialBytes", config.initialBytes())
          .put("payloadMaxByteLength", config.maxBytes())
          .put("maxPayloadBytes", config.maxPayloadBytes());
    }
    json(data, "permission", payload.options().permissionJson());
    json(data, "places", payload.options().placesJson());
    return MAPPER.writeValueAsString(root);
  }

  static String writeSlice(MemorySlice slice) {
    ObjectNode out = MAPPER.createObjectNode();
    slice(out, slice);
    return MAPPER.writeValueAsString(out);
  }

  private static void options(ObjectNode out, WorkerOptions options) {
    out.put("runtime", "process");
    if (options.resolveAfterFinishingAll()) {
      out.put("resolveAfterFinishingAll", true);
    }
    json(out, "bootstrap", options.bootstrapJson());
    ObjectNode timers = out.putObject("timers");
    number(timers, "spinMicroseconds", options.timers().spinMicroseconds());
    number(timers, "parkMs", options.timers().parkMs());
    number(timers, "pauseNanoseconds", options.timers().pauseNanoseconds());
  }

  private static void lane(ObjectNode out, LaneDescriptor lane) {
    slice(out.putObject("headers"), lane.headers());
    out.put("headerSlotStrideU32", lane.headerSlotStrideWords());
    slice(out.putObject("lockSector"), lane.lockSector());
    slice(out.putObject("payloadSector"), lane.payloadSector());
    slice(out.putObject("payload"), lane.payload());
    ObjectNode compat = out.putObject("textCompat");
    compat.set("headers", MAPPER.valueToTree(TEXT_COMPAT));
    compat.set("payload", MAPPER.valueToTree(TEXT_COMPAT));
  }

  private static void slice(ObjectNode out, MemorySlice slice) {
    out.put("version", 1);
    MemoryDescriptor memory = slice.descriptor();
    ObjectNode descriptor = out.putObject("descriptor");
    descriptor.put("version", 1);
    descriptor.put("fd", memory.fd());
    descriptor.put("size", memory.sizeBytes());
    descriptor.put("byteLength", memory.lengthBytes());
    text(descriptor, "runtime", memory.runtime());
    text(descriptor, "kind", memory.kind());
    if (memory.baseAddressMod64() != null) {
      descriptor.put("baseAddressMod64", memory.baseAddressMod64());
    }
    text(descriptor, "name", memory.name());
    out.put("byteOffset", slice.index());
    out.put("byteLength", slice.lengthBytes());
  }

  private static void text(ObjectNode out, String name, @Nullable String value) {
    if (value != null) {
      out.put(name, value);
    }
  }

  private static void number(ObjectNode out, String name, @Nullable Double value) {
    if (value != null && value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE) {
      out.put(name, value.intValue());
    } else if (value != null) {
      out.put(name, value);
    }
  }

  private static void json(ObjectNode out, String name, @Nullable String json) {
    if (json != null) {
      out.set(name, MAPPER.readTree(json));
    }
  }
}
