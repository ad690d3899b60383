package dev.intarsia.bridge.memory;

import dev.intarsia.bridge.boot.BootPayload;
import dev.intarsia.bridge.boot.LaneDescriptor;
import dev.intarsia.bridge.boot.MemoryDescriptor;
import dev.intarsia.bridge.boot.MemorySlice;
import dev.intarsia.bridge.signal.SignalWords;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.ProcessLayout;
import dev.intarsia.protocol.layout.Slice;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The mapping between a host and one process worker, cut into its parts. The host makes it from a
 * layout; the worker takes every offset from the boot payload.
 */
public final class ProcessMapping implements AutoCloseable {
  private final SharedMemory memory;
  private final SignalWords signals;
  private final LanePart request;
  private final LanePart reply;
  private final @Nullable MemorySegment abortSignals;
  private final MemoryPeer peer;

  /**
   * One direction.
   *
   * @param peer the process at the other end
   * @param payload the payload region; frames' offsets count from its data, which starts at byte 64
   */
  public record LanePart(
      MemorySegment lockSector, MemorySegment headers, int slotStrideBytes, MemoryPeer peer, MemorySegment payload) {}

  private ProcessMapping(
      SharedMemory memory,
      MemorySegment signals,
      LanePart request,
      LanePart reply,
      @Nullable MemorySegment abortSignals,
      MemoryPeer peer) {
    this.peer = peer;
    this.memory = memory;
    this.signals = new SignalWords(signals);
    this.request = request;
    this.reply = reply;
    this.abortSignals = abortSignals;
  }

  /** Cuts a fresh memory; the mapping closes it. */
  public static ProcessMapping of(SharedMemory memory, ProcessLayout layout) {
    MemorySegment all = memory.segment();
    MemoryPeer peer = MemoryPeer.process();
    return new ProcessMapping(
        memory,
        cut(all, layout.signals()),
        lane(all, layout.requestLockSector(), layout.requestHeaders(), layout.requestPayload(), peer),
        lane(all, layout.returnLockSector(), layout.returnHeaders(), layout.returnPayload(), peer),
        layout.abortSignals().lengthBytes() == 0 ? null : cut(all, layout.abortSignals()),
        peer);
  }

  /**
   * Maps what a boot payload names, and cuts it; the mapping closes it.
   *
   * @throws SharedMemoryException when the memory can't be opened or is not what the payload promises
   */
  public static ProcessMapping map(BootPayload boot) {
    MemoryDescriptor descriptor = boot.memory();
    requireOneMemory(boot);
    String name = descriptor.name();
    SharedMemory memory = name == null
        ? SharedMemory.inherit(descriptor.fd(), descriptor.sizeBytes())
        : SharedMemory.open(name, descriptor.sizeBytes());
    MemorySegment all = memory.segment();
    MemorySlice abort = boot.abortSignals();
    MemoryPeer peer = MemoryPeer.process();
    return new ProcessMapping(
        memory,
        cut(all, boot.signals()),
        lane(all, boot.request(), peer),
        lane(all, boot.reply(), peer),
        abort == null || abort.lengthBytes() == 0 ? null : cut(all, abort),
        peer);
  }

  private static void requireOneMemory(BootPayload boot) {
    MemoryDescriptor memory = boot.memory();
    for (LaneDescriptor lane : new LaneDescriptor[] {boot.request(), boot.reply()}) {
      for (MemorySlice slice :
          new MemorySlice[] {lane.headers(), lane.lockSector(), lane.payloadSector(), lane.payload()}) {
        if (!slice.descriptor().equals(memory)) {
          throw new SharedMemoryException(
              "the boot payload spreads the lanes over several memories: only one is known");
        }
      }
      if (!lane.lockSector().equals(lane.payloadSector())) {
        throw new SharedMemoryException("the boot payload puts mailbox and payload lock words into different sectors");
      }
    }
  }

  private static LanePart lane(MemorySegment all, Slice lock, Slice headers, Slice payload, MemoryPeer peer) {
    return new LanePart(cut(all, lock), cut(all, headers), HeaderLayout.SLOT_STRIDE_BYTES, peer, cut(all, payload));
  }

  private static LanePart lane(MemorySegment all, LaneDescriptor lane, MemoryPeer peer) {
    return new LanePart(
        cut(all, lane.lockSector()),
        cut(all, lane.headers()),
        lane.headerSlotStrideBytes(),
        peer,
        cut(all, lane.payload()));
  }

  private static MemorySegment cut(MemorySegment all, Slice slice) {
    return all.asSlice(slice.index(), slice.lengthBytes());
  }

  private static MemorySegment cut(MemorySegment all, MemorySlice slice) {
    return all.asSlice(slice.index(), slice.lengthBytes());
  }

  /** The process at the other end; to be told of its id where ProcessSharedBuffers without a name may come from it. */
  public MemoryPeer peer() {
    return peer;
  }

  public SharedMemory memory() {
    return memory;
  }

  public SignalWords signals() {
    return signals;
  }

  /** What the host publishes to and the worker drains. */
  public LanePart request() {
    return request;
  }

  /** What the worker publishes to and the host drains. */
  public LanePart reply() {
    return reply;
  }

  /** The abort bitmap, or null where no task has an abort signal. */
  public @Nullable MemorySegment abortSignals() {
    return abortSignals;
  }

  @Override
  public void close() {
    memory.close();
  }
}
