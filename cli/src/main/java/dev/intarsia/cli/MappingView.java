package dev.intarsia.cli;

import dev.intarsia.bridge.memory.SharedMemory;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.layout.ProcessLayout;
import dev.intarsia.protocol.layout.SignalLayout;
import dev.intarsia.protocol.layout.Slice;
import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** One look at a live mapping. The words are read one after another while others write: a moment's view, no more. */
record MappingView(long sizeBytes, int op, String rxStatus, int txStatus, Lane requests, Lane replies) {
  private static final ValueLayout.OfInt WORD = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
  /** Where the lanes lie does not depend on what comes after them. */
  private static final ProcessLayout LAYOUT = ProcessLayout.of(SignalLayout.SIGNALS_BYTES, 0, 0);

  /**
   * One direction.
   *
   * @param pending frames that are published and not yet read
   * @param regions payload regions in use
   */
  record Lane(String host, String worker, String payloadHost, String payloadWorker, List<Frame> pending, int regions) {}

  /**
   * A frame in its slot.
   *
   * @param word0 function id and signal of a request, flags of a reply
   * @param lengthBytes of the payload, in the slot or in its region
   */
  record Frame(int slot, long word0, long taskId, String payload, long lengthBytes) {}

  /** The least that a mapping has, without its payload areas. */
  static long leastBytes() {
    return LAYOUT.returnHeaders().index() + LAYOUT.returnHeaders().lengthBytes();
  }

  static MappingView of(SharedMemory memory) {
    MemorySegment all = memory.segment();
    int rxStatus = all.get(WORD, SignalLayout.RX_STATUS_OFFSET);
    return new MappingView(
        memory.sizeBytes(),
        all.get(WORD, SignalLayout.OP_OFFSET),
        switch (rxStatus) {
          case SignalLayout.PARKED -> "parked";
          case SignalLayout.RUNNING -> "running";
          default -> "marked " + rxStatus;
        },
        all.get(WORD, SignalLayout.TX_STATUS_OFFSET),
        lane(all, LAYOUT.requestLockSector(), LAYOUT.requestHeaders()),
        lane(all, LAYOUT.returnLockSector(), LAYOUT.returnHeaders()));
  }

  private static Lane lane(MemorySegment all, Slice lock, Slice headers) {
    MemorySegment sector = all.asSlice(lock.index(), lock.lengthBytes());
    int host = sector.get(WORD, LockLayout.HOST_BITS_OFFSET);
    int worker = sector.get(WORD, LockLayout.WORKER_BITS_OFFSET);
    int payloadHost = sector.get(WORD, LockLayout.PAYLOAD_HOST_BITS_OFFSET);
    int payloadWorker = sector.get(WORD, LockLayout.PAYLOAD_WORKER_BITS_OFFSET);
    List<Frame> pending = new ArrayList<>();
    for (int left = host ^ worker; left != 0; left &= left - 1) {
      int slot = Integer.numberOfTrailingZeros(left);
      pending.add(frame(all, headers.index() + (long) slot * HeaderLayout.SLOT_STRIDE_BYTES, slot));
    }
    return new Lane(
        bits(host),
        bits(worker),
        bits(payloadHost),
        bits(payloadWorker),
        pending,
        Integer.bitCount(payloadHost ^ payloadWorker));
  }

  private static Frame frame(MemorySegment all, long index, int slot) {
    int tag = all.get(WORD, index + HeaderLayout.TAG_OFFSET);
    return new Frame(
        slot,
        Integer.toUnsignedLong(all.get(WORD, index + HeaderLayout.FUNCTION_OFFSET)),
        Integer.toUnsignedLong(all.get(WORD, index + HeaderLayout.TASK_ID_OFFSET)),
        PayloadTag.isKnown(tag) ? PayloadTag.nameOf(tag) : "tag " + tag,
        Integer.toUnsignedLong(all.get(WORD, index + HeaderLayout.PAYLOAD_LENGTH_OFFSET)));
  }

  private static String bits(int word) {
    return String.format("%08x", word);
  }

  /** Some lines for people. */
  String text() {
    StringBuilder out = new StringBuilder();
    out.append(String.format(
        "memory   %,d bytes%nsignals  op %d, worker %s, txStatus %d%n", sizeBytes, op, rxStatus, txStatus));
    describe(out, "requests", requests, true);
    describe(out, "replies", replies, false);
    return out.toString();
  }

  private static void describe(StringBuilder out, String name, Lane lane, boolean request) {
    out.append(String.format(
        "%-8s host %s, worker %s: %d in flight; payload host %s, worker %s: %d regions in use%n",
        name,
        lane.host(),
        lane.worker(),
        lane.pending().size(),
        lane.payloadHost(),
        lane.payloadWorker(),
        lane.regions()));
    for (Frame frame : lane.pending()) {
      String what = request
          ? "function " + (frame.word0() & HeaderLayout.FUNCTION_ID_MASK)
          : frame.word0() == 0 ? "resolved" : "rejected";
      out.append(String.format(
          "         slot %2d  call %d  %s  %s, %d bytes%n",
          frame.slot(), frame.taskId(), what, frame.payload(), frame.lengthBytes()));
    }
  }
}
