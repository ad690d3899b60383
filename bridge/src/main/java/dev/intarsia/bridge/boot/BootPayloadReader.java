package dev.intarsia.bridge.boot;

import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.layout.SignalLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a boot payload, checking every field and every slice against the memory it lies in. */
final class BootPayloadReader {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int METADATA_VERSION = 1;
  private static final long MOST_BYTES = 1L << 53;
  private static final int MOST_THREADS = 1 << 20;
  private static final int MOST_STRIDE_WORDS = 1 << 16;

  private BootPayloadReader() {}

  static BootPayload read(String json) {
    JsonField root = new JsonField("", parse(json));
    root.at("version").integer(BootPayload.VERSION, BootPayload.VERSION);
    JsonField data = root.at("workerData");
    BootPayload payload = new BootPayload(
        slice(data.at("sab"), SignalLayout.SIGNALS_BYTES),
        data.at("abortSignalSAB").absent() ? null : slice(data.at("abortSignalSAB"), Integer.BYTES),
        data.at("abortSignalMax").optionalInteger(1, Integer.MAX_VALUE),
        texts(data.at("list")),
        integers(data.at("ids")),
        texts(data.at("names")),
        integers(data.at("at")),
        data.at("thread").integer(0, MOST_THREADS),
        data.at("totalNumberOfThread").integer(1, MOST_THREADS),
        data.at("startAt").number(),
        lane(data.at("lock")),
        lane(data.at("returnLock")),
        config(data.at("payloadConfig")),
        options(data));
    checkAbort(payload);
    return payload;
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw new BootPayloadException("boot payload: no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** A slice by itself, as a ProcessSharedBuffer's metadata. */
  static MemorySlice readSlice(String json) {
    return slice(new JsonField("", parse(json)), 0, 1);
  }

  private static void checkAbort(BootPayload payload) {
    MemorySlice bitmap = payload.abortSignals();
    Integer capacity = payload.abortCapacity();
    if (bitmap != null && capacity != null && bitmap.lengthBytes() * Byte.SIZE < capacity) {
      throw new BootPayloadException("boot payload: workerData.abortSignalMax is "
          + capacity
          + ", but the bitmap has room for "
          + bitmap.lengthBytes() * Byte.SIZE);
    }
  }

  private static LaneDescriptor lane(JsonField field) {
    int stride =
        field.at("headerSlotStrideU32").integer(HeaderLayout.SLOT_STRIDE_BYTES / Integer.BYTES, MOST_STRIDE_WORDS);
    long headerBytes = (LockLayout.SLOTS - 1L) * stride * Integer.BYTES + HeaderLayout.SLOT_STRIDE_BYTES;
    return new LaneDescriptor(
        slice(field.at("headers"), headerBytes),
        stride,
        slice(field.at("lockSector"), LockLayout.PAYLOAD_HOST_BITS_OFFSET),
        slice(field.at("payloadSector"), LockLayout.SECTOR_BYTES),
        slice(field.at("payload"), LockLayout.CACHE_LINE_BYTES));
  }

  private static MemorySlice slice(JsonField field, long leastBytes) {
    return slice(field, leastBytes, Integer.BYTES);
  }

  private static MemorySlice slice(JsonField field, long leastBytes, int alignmentBytes) {
    field.at("version").integer(METADATA_VERSION, METADATA_VERSION);
    MemoryDescriptor descriptor = descriptor(field.at("descriptor"));
    long capacity = descriptor.lengthBytes();
    JsonField index = field.at("byteOffset");
    long from = index.absent() ? 0 : index.integer(0, capacity);
    if (from % alignmentBytes != 0) {
      throw index.wrong("a multiple of " + alignmentBytes);
    }
    JsonField length = field.at("byteLength");
    long bytes = length.absent() ? capacity - from : length.integer(0, capacity - from);
    if (bytes < leastBytes) {
      throw length.wrong("at least " + leastBytes);
    }
    return new MemorySlice(descriptor, from, bytes);
  }

  private static MemoryDescriptor descriptor(JsonField field) {
    field.at("version").integer(METADATA_VERSION, METADATA_VERSION);
    long size = field.at("size").integer(1, MOST_BYTES);
    JsonField length = field.at("byteLength");
    String name = field.at("name").optionalText();
    if (name != null && (name.isEmpty() || name.indexOf('\0') >= 0)) {
      throw field.at("name").wrong("a name without NUL");
    }
    return new MemoryDescriptor(
        field.at("fd").integer(0, Integer.MAX_VALUE),
        name,
        size,
        length.absent() ? size : length.integer(1, size),
        oneOf(field.at("runtime"), List.of("node", "deno", "bun")),
        oneOf(field.at("kind"), List.of("shared-array-buffer", "external-array-buffer")),
        field.at("baseAddressMod64").optionalInteger(0, LockLayout.CACHE_LINE_BYTES - 1));
  }

  private static @Nullable String oneOf(JsonField field, List<String> known) {
    String text = field.optionalText();
    if (text != null && !known.contains(text)) {
      throw field.wrong("one of " + String.join(", ", known));
    }
    return text;
  }

  private static @Nullable PayloadConfig config(JsonField field) {
    if (field.absent()) {
      return null;
    }
    String mode = oneOf(field.at("mode"), List.of("fixed", "growable"));
    return new PayloadConfig(
        mode == null ? "fixed" : mode,
        field.at("payloadInitialBytes").integer(1, MOST_BYTES),
        field.at("payloadMaxByteLength").integer(1, MOST_BYTES),
        field.at("maxPayloadBytes").integer(1, MOST_BYTES));
  }

  private static WorkerOptions options(JsonField data) {
    JsonField options = data.at("workerOptions");
    String permission = data.at("permission").optionalJson();
    String debug = data.at("debug").optionalJson();
    String places = data.at("places").optionalJson();
    if (options.absent()) {
      return new WorkerOptions(WorkerTimers.UNSET, false, null, permission, debug, places);
    }
    JsonField timers = options.at("timers");
    return new WorkerOptions(
        timers.absent() ? WorkerTimers.UNSET : timers(timers),
        options.at("resolveAfterFinishingAll").optionalFlag(),
        options.at("bootstrap").optionalJson(),
        permission,
        debug,
        places);
  }

  private static WorkerTimers timers(JsonField timers) {
    return new WorkerTimers(
        timers.at("spinMicroseconds").optionalNumber(),
        timers.at("parkMs").optionalNumber(),
        timers.at("pauseNanoseconds").optionalNumber());
  }

  private static List<String> texts(JsonField field) {
    return field.list().stream().map(JsonField::text).toList();
  }

  private static List<Integer> integers(JsonField field) {
    return field.list().stream().map(f -> f.integer(-1, Integer.MAX_VALUE)).toList();
  }
}
