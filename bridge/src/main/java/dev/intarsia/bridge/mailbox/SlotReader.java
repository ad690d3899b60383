package dev.intarsia.bridge.mailbox;

/** Hands over the frame of one slot at a time. Who may take a slot, and its acknowledgement, are the drainer's. */
public final class SlotReader {
  private final int slotStrideBytes;
  private final DrainedFrame frame;

  public SlotReader(LaneMemory lane) {
    slotStrideBytes = lane.slotStrideBytes();
    frame = new DrainedFrame(lane);
  }

  /** Has {@code action} run when a handler gives its frame's slot back before it returns. */
  void onTaken(Runnable action) {
    frame.onTaken(action);
  }

  /** Passes over a slot that is published and not acknowledged: its region is free afterwards. */
  void pass(int slot) {
    frame.load((long) slot * slotStrideBytes);
    frame.release();
  }

  /** Hands over a slot that is published and not acknowledged. Its region is free afterwards, whatever happens. */
  public void hand(int slot, FrameHandler handler) {
    frame.load((long) slot * slotStrideBytes);
    try {
      handler.onFrame(frame);
    } finally {
      frame.release();
    }
  }
}
