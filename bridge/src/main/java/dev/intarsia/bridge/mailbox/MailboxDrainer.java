package dev.intarsia.bridge.mailbox;

import dev.intarsia.bridge.memory.SharedWords;
import dev.intarsia.protocol.layout.LockLayout;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The reading end of a lane with one consumer. Goes round the slots downwards from the one that it took
 * last, and acknowledges in groups. That is mostly, but not always, the order of publishing: frames
 * have no order between them.
 */
public final class MailboxDrainer implements FrameSource {
  /** Frames to hand over before the publisher is told that their slots are free. */
  private static final int GROUP = 8;

  private final MemorySegment lockSector;
  private final SlotReader slots;
  private final @Nullable SlotClaims claims;

  /** What the worker word holds: only this object writes it. */
  private int worker;
  /** The slot that was taken last; at first one beyond the highest. */
  private int last = LockLayout.SLOTS;
  /** Slots handed over and not yet acknowledged. */
  private int unacknowledged;

  /** Takes over a lane that nothing has been drained from. */
  public MailboxDrainer(LaneMemory lane) {
    this(lane, null);
  }

  /** The same, where the publisher may take frames back that this end has not claimed. */
  public MailboxDrainer(LaneMemory lane, @Nullable SlotClaims claims) {
    lockSector = lane.lockSector();
    slots = new SlotReader(lane);
    this.claims = claims;
  }

  /**
   * The same, where a handler acknowledges a frame before it acts on it: what is not acknowledged has then certainly not
   * begun. knitting's own workers do so.
   */
  public static MailboxDrainer acknowledgingFirst(LaneMemory lane) {
    MailboxDrainer drainer = new MailboxDrainer(lane, null);
    drainer.slots.onTaken(drainer::acknowledgeHanded);
    return drainer;
  }

  @Override
  public int drain(FrameHandler handler) {
    return drain(handler, LockLayout.SLOTS);
  }

  /**
   * The same, for a reader that can take only so many frames now: the others stay pending, and the publisher may take them
   * back.
   *
   * @param most frames to take
   */
  public int drain(FrameHandler handler, int most) {
    int host = SharedWords.getAcquire(lockSector, LockLayout.HOST_BITS_OFFSET);
    int pending = host ^ worker;
    int taken = 0;
    try {
      while (pending != 0 && taken < most) {
        int below = pending & ((1 << last) - 1);
        int slot = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(below == 0 ? pending : below);
        int bit = 1 << slot;
        last = slot;
        pending ^= bit;
        unacknowledged |= bit;
        taken++;
        if (claims == null || claims.take(host, bit)) {
          slots.hand(slot, handler);
        } else {
          slots.pass(slot);
        }
        if ((taken & (GROUP - 1)) == 0) {
          acknowledgeHanded();
        }
      }
    } finally {
      acknowledgeHanded();
    }
    return taken;
  }

  private void acknowledgeHanded() {
    int handed = unacknowledged;
    if (handed != 0) {
      unacknowledged = 0;
      acknowledge(handed);
    }
  }

  @Override
  public boolean hasPending() {
    return SharedWords.getAcquire(lockSector, LockLayout.HOST_BITS_OFFSET) != worker;
  }

  /**
   * How the worker word differs from what this object wrote there; 0 where it does not. Any thread; beside the draining
   * one a difference may be that of a moment.
   */
  public int ownWordDifference() {
    return SharedWords.getAcquire(lockSector, LockLayout.WORKER_BITS_OFFSET) ^ worker;
  }

  private void acknowledge(int drained) {
    worker ^= drained;
    SharedWords.setRelease(lockSector, LockLayout.WORKER_BITS_OFFSET, worker);
  }
}
