package dev.intarsia.concurrency;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.memory.MemoryPeer;
import dev.intarsia.bridge.memory.PayloadRegion;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.LockLayout;
import java.lang.foreign.MemorySegment;

/** A lane on the heap: a harness makes millions of them, and the collector takes them away. */
final class HeapLane {
  private static final int PAYLOAD_BYTES = 1024;

  private HeapLane() {}

  static LaneMemory create() {
    return new LaneMemory(
        words(LockLayout.SECTOR_BYTES),
        words(HeaderLayout.HEADERS_BYTES),
        HeaderLayout.SLOT_STRIDE_BYTES,
        PayloadRegion.fixed(words(PAYLOAD_BYTES), PAYLOAD_BYTES),
        MemoryPeer.SAME_PROCESS);
  }

  private static MemorySegment words(int bytes) {
    return MemorySegment.ofArray(new long[bytes / Long.BYTES]);
  }
}
