package dev.intarsia.conformance.live;

import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.layout.ProcessLayout;
import dev.intarsia.protocol.layout.SignalLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the parts of a worker's memory lie, as numbers: a host of its own can put them anywhere, and a worker has to take
 * them from the boot payload.
 */
record RawLayout(
    long signals, Lane request, Lane reply, int payloadBytes, int strideBytes, long totalBytes, int maxPayloadBytes) {
  /** One direction's parts. */
  record Lane(long lockSector, long headers, long payload) {}

  private static final JsonMapper JSON = new JsonMapper();
  private static final int SPACIOUS = 2;
  private static final int GAP_BYTES = 4096;

  /** In the order of section 2.1. */
  static RawLayout ordered(int payloadBytes) {
    ProcessLayout layout = ProcessLayout.of(SignalLayout.SIGNALS_BYTES, 0, payloadBytes);
    return new RawLayout(
        layout.signals().index(),
        new Lane(
            layout.requestLockSector().index(),
            layout.requestHeaders().index(),
            layout.requestPayload().index()),
        new Lane(
            layout.returnLockSector().index(),
            layout.returnHeaders().index(),
            layout.returnPayload().index()),
        payloadBytes,
        HeaderLayout.SLOT_STRIDE_BYTES,
        layout.totalBytes(),
        payloadBytes >> 3);
  }

  /** In another order, with gaps, and with slots twice as far apart. */
  static RawLayout moved(int payloadBytes) {
    int stride = SPACIOUS * HeaderLayout.SLOT_STRIDE_BYTES;
    long headers = (long) stride * LockLayout.SLOTS;
    long at = GAP_BYTES;
    long replyPayload = at;
    at += payloadBytes + GAP_BYTES;
    long replyHeaders = at;
    at += headers + GAP_BYTES;
    long requestPayload = at;
    at += payloadBytes + GAP_BYTES;
    long requestHeaders = at;
    at += headers + GAP_BYTES;
    long requestLock = at;
    long replyLock = at + LockLayout.SECTOR_BYTES;
    long signals = replyLock + LockLayout.SECTOR_BYTES;
    return new RawLayout(
        signals,
        new Lane(requestLock, requestHeaders, requestPayload),
        new Lane(replyLock, replyHeaders, replyPayload),
        payloadBytes,
        stride,
        signals + GAP_BYTES,
        payloadBytes >> 3);
  }

  /** A part of the memory. */
  record Extent(long start, long bytes) {}

  /** From a lane's first slot to the end of its last one. */
  long headersBytes() {
    return (LockLayout.SLOTS - 1L) * strideBytes + HeaderLayout.SLOT_STRIDE_BYTES;
  }

  /** What lies in no slice, in order. */
  List<Extent> unused() {
    List<Extent> used = new ArrayList<>();
    used.add(new Extent(signals, SignalLayout.SIGNALS_BYTES));
    for (Lane lane : List.of(request, reply)) {
      used.add(new Extent(lane.lockSector(), LockLayout.SECTOR_BYTES));
      used.add(new Extent(lane.headers(), headersBytes()));
      used.add(new Extent(lane.payload(), payloadBytes));
    }
    used.sort(Comparator.comparingLong(Extent::start));
    used.add(new Extent(totalBytes, 0));
    List<Extent> unused = new ArrayList<>();
    long end = 0;
    for (Extent extent : used) {
      if (extent.start() > end) {
        unused.add(new Extent(end, extent.start() - end));
      }
      end = extent.start() + extent.bytes();
    }
    return unused;
  }

  /** The boot payload of this memory, to be changed at will. */
  ObjectNode boot(@Nullable String name, List<String> modules, List<String> names) {
    ObjectNode descriptor = JSON.createObjectNode()
        .put("version", 1)
        .put("fd", 0)
        .put("size", totalBytes)
        .put("byteLength", totalBytes);
    descriptor.put("runtime", "node").put("kind", "shared-array-buffer");
    if (name != null) {
      descriptor.put("name", name);
    }
    ObjectNode boot = JSON.createObjectNode().put("version", 1);
    ObjectNode data = boot.putObject("workerData");
    data.set("sab", slice(descriptor, signals, SignalLayout.SIGNALS_BYTES));
    modules.forEach(data.putArray("list")::add);
    names.forEach(data.putArray("names")::add);
    names.forEach(_ -> data.withArray("ids").add(-1));
    data.putArray("at").add(-1);
    data.put("thread", 0).put("totalNumberOfThread", 1).put("startAt", System.nanoTime() / 1e6);
    data.set("lock", lane(descriptor, request));
    data.set("returnLock", lane(descriptor, reply));
    data.putObject("payloadConfig")
        .put("mode", "fixed")
        .put("payloadInitialBytes", payloadBytes)
        .put("payloadMaxByteLength", payloadBytes)
        .put("maxPayloadBytes", maxPayloadBytes);
    data.putObject("workerOptions").putObject("timers").put("parkMs", 1);
    data.putObject("permission").put("enabled", true).put("mode", "unsafe").put("unsafe", true);
    return boot;
  }

  private ObjectNode lane(ObjectNode descriptor, Lane lane) {
    ObjectNode node = JSON.createObjectNode();
    node.set("headers", slice(descriptor, lane.headers(), headersBytes()));
    node.put("headerSlotStrideU32", strideBytes / Integer.BYTES);
    node.set("lockSector", slice(descriptor, lane.lockSector(), LockLayout.SECTOR_BYTES));
    node.set("payloadSector", slice(descriptor, lane.lockSector(), LockLayout.SECTOR_BYTES));
    node.set("payload", slice(descriptor, lane.payload(), payloadBytes));
    return node;
  }

  private static ObjectNode slice(ObjectNode descriptor, long index, long bytes) {
    ObjectNode slice =
        JSON.createObjectNode().put("version", 1).put("byteOffset", index).put("byteLength", bytes);
    slice.set("descriptor", descriptor.deepCopy());
    return slice;
  }
}
