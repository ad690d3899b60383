package dev.intarsia.bridge.boot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a host hands to a process worker in {@link #VARIABLE}: where the memory's parts lie and which tasks it serves.
 * Its JSON Schema is the resource {@code dev/intarsia/protocol/boot-payload.schema.json}.
 *
 * @param signals the signal words
 * @param abortSignals the abort bitmap, or null where no task has an abort signal
 * @param abortCapacity signals in the bitmap, or null without one
 * @param modules URLs or paths of the modules that export the tasks
 * @param ids the tasks' ids in their modules; -1 for plain exported functions
 * @param names the export names wanted
 * @param positions of the tasks in their module; -1 for plain exported functions
 * @param thread the worker's number, from 0
 * @param threads workers of the pool
 * @param startedAtMs the host's monotonic clock when it made the signals, in milliseconds since an origin of its own
 * @param request the lane the worker drains
 * @param reply the lane the worker publishes to
 * @param payloadConfig null only from a peer that leaves it to the defaults
 * @param options what else the host asked of the worker
 */
public record BootPayload(
    MemorySlice signals,
    @Nullable MemorySlice abortSignals,
    @Nullable Integer abortCapacity,
    List<String> modules,
    List<Integer> ids,
    List<String> names,
    List<Integer> positions,
    int thread,
    int threads,
    double startedAtMs,
    LaneDescriptor request,
    LaneDescriptor reply,
    @Nullable PayloadConfig payloadConfig,
    WorkerOptions options) {

  /** The environment variable that carries the payload as JSON. */
  public static final String VARIABLE = "KNITTING_PROCESS_WORKER_BOOT";
  /** The environment variable that says {@code 1} in every process worker. */
  public static final String WORKER_VARIABLE = "KNITTING_PROCESS_WORKER";
  /** The environment variable that counts how deep pools are nested. */
  public static final String DEPTH_VARIABLE = "KNITTING_POOL_DEPTH";
  /** The only version there is. */
  public static final int VERSION = 1;

  public BootPayload {
    modules = List.copyOf(modules);
    ids = List.copyOf(ids);
    names = List.copyOf(names);
    positions = List.copyOf(positions);
  }

  /**
   * Reads and checks a payload; fields that are not known are left alone.
   *
   * @throws BootPayloadException naming the field that is missing or wrong
   */
  public static BootPayload parse(String json) {
    return BootPayloadReader.read(json);
  }

  /** The payload as one line of JSON, fields in the reference's order. */
  public String toJson() {
    return BootPayloadWriter.write(this);
  }

  /** The one memory that every slice lies in. */
  public MemoryDescriptor memory() {
    return signals.descriptor();
  }
}
