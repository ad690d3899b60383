package dev.intarsia.host.process;

import dev.intarsia.bridge.boot.BootPayload;
import dev.intarsia.bridge.boot.LaneDescriptor;
import dev.intarsia.bridge.boot.MemoryDescriptor;
import dev.intarsia.bridge.boot.MemorySlice;
import dev.intarsia.bridge.boot.PayloadConfig;
import dev.intarsia.bridge.memory.SharedMemory;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.protocol.layout.AbortLayout;
import dev.intarsia.protocol.layout.ProcessLayout;
import dev.intarsia.protocol.layout.SignalLayout;
import dev.intarsia.protocol.layout.Slice;
import java.util.List;

/** The layout of one worker's memory, and the boot payload that tells the worker of it. */
record MemoryPlan(WorkerSpec spec, ProcessLayout layout) {
  private static final double NS_PER_MS = 1e6;

  static MemoryPlan of(WorkerSpec spec) {
    int abortBytes = spec.abortCapacity() == 0 ? 0 : AbortLayout.bitmapBytes(spec.abortCapacity());
    return new MemoryPlan(
        spec,
        ProcessLayout.of(SignalLayout.SIGNALS_BYTES, abortBytes, spec.payload().payloadMaxByteLength()));
  }

  BootPayload bootPayload(SharedMemory memory, int index) {
    String name = memory.name();
    MemoryDescriptor descriptor = name == null
        ? MemoryDescriptor.inherited(0, memory.sizeBytes())
        : MemoryDescriptor.named(name, memory.fd(), memory.sizeBytes());
    PayloadOptions payload = spec.payload();
    boolean abort = spec.abortCapacity() > 0;
    return new BootPayload(
        slice(descriptor, layout.signals()),
        abort ? slice(descriptor, layout.abortSignals()) : null,
        abort ? spec.abortCapacity() : null,
        spec.tasks().modules(),
        spec.tasks().ids(),
        spec.tasks().names(),
        spec.runtime() == ProcessRuntime.INTARSIA ? List.of() : spec.tasks().positions(),
        index,
        Math.max(spec.threads(), index + 1),
        System.nanoTime() / NS_PER_MS,
        lane(descriptor, layout.requestHeaders(), layout.requestLockSector(), layout.requestPayload()),
        lane(descriptor, layout.returnHeaders(), layout.returnLockSector(), layout.returnPayload()),
        new PayloadConfig(
            "fixed", payload.payloadMaxByteLength(), payload.payloadMaxByteLength(), payload.maxPayloadBytes()),
        spec.workerOptions());
  }

  private static LaneDescriptor lane(MemoryDescriptor memory, Slice headers, Slice lock, Slice payload) {
    MemorySlice sector = slice(memory, lock);
    return new LaneDescriptor(
        slice(memory, headers), LaneDescriptor.packedStrideWords(), sector, sector, slice(memory, payload));
  }

  private static MemorySlice slice(MemoryDescriptor memory, Slice slice) {
    return new MemorySlice(memory, slice.index(), slice.lengthBytes());
  }
}
