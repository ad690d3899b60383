package dev.intarsia.bridge.mailbox;

import dev.intarsia.bridge.memory.SharedWords;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.bridge.payload.PayloadWriter;
import dev.intarsia.bridge.region.RegionAllocator;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.LockLayout;
import java.lang.foreign.MemorySegment;

/**
 * The writing end of a lane: puts a frame into the highest free slot and publishes it. One thread at a
 * time.
 *
 * <p>Publishing is a release store. A caller that then looks whether the other side is parked must
 * put a full fence between: {@link java.lang.invoke.VarHandle#fullFence()}, or an atomic add on the
 * word that wakes.
 */
public class MailboxPublisher {
  private static final int ALL_TAKEN = -1;
  private static final int TASK_ID_WORD = (HeaderLayout.TASK_ID_OFFSET - HeaderLayout.TASK_LINE_OFFSET) / Integer.BYTES;

  private final LaneMemory lane;
  private final MemorySegment lockSector;
  private final int slotStrideBytes;
  private final PayloadWriter writer;

  /** What the host word holds: only this object writes it. */
  private int host;

  /**
   * What the worker word held when it was last read. It may hide a slot that was freed since, and never
   * shows one as free that is not; so it is read again only when no slot seems free. Only the publishing
   * thread writes it: put back to an older value, it would show slots as free that are not.
   */
  private int workerShadow;

  /** Takes over a lane whose words are zero, or that this object's side has published nothing to. */
  public MailboxPublisher(LaneMemory lane) {
    this.lane = lane;
    lockSector = lane.lockSector();
    slotStrideBytes = lane.slotStrideBytes();
    writer = new PayloadWriter(lane.headers(), lane.region(), new RegionAllocator(lane.lockSector()), lane.peer());
  }

  /**
   * Publishes a frame.
   *
   * @param word0 function id and metadata of a request, flags of a reply
   * @param slotMeta 27 bits that the reply will echo
   * @return false when there is no slot or no payload room now; nothing was published
   * @throws PayloadException when the value can't be written, now or later; nothing was published
   */
  public <V> boolean tryPublish(int word0, int taskId, int slotMeta, PayloadEncoder<V> encoder, V value) {
    int slot = freeSlot();
    if (slot < 0) {
      return false;
    }
    boolean published = false;
    writer.begin((long) slot * slotStrideBytes);
    try {
      if (encoder.encode(value, writer)) {
        writer.finish(word0, taskId, slotMeta);
        publish(slot);
        published = true;
      }
    } finally {
      if (!published) {
        writer.abandon();
      }
    }
    return published;
  }

  /** Publishes a frame with a number, as {@link #tryPublish} does. */
  public boolean tryPublishNumber(int word0, int taskId, int slotMeta, double value) {
    int slot = freeSlot();
    if (slot < 0) {
      return false;
    }
    writer.writeNumber((long) slot * slotStrideBytes, word0, taskId, slotMeta, value);
    publish(slot);
    return true;
  }

  /** Whether a slot is free. The payload area may be full all the same. Any thread; a hint beside the publishing one. */
  public boolean hasRoom() {
    return (host ^ acknowledged()) != ALL_TAKEN;
  }

  /** Slots that are published and not yet acknowledged, by the shared words as they are now. */
  public int inFlight() {
    return Integer.bitCount(host ^ acknowledged());
  }

  /** Whether a frame is published that the reader has not acknowledged. */
  public boolean hasUnread() {
    return inFlight() != 0;
  }

  /**
   * How the host word differs from what this object wrote there; 0 where it does not. Any thread; beside the publishing
   * one a difference may be that of a moment.
   */
  public int ownWordDifference() {
    return SharedWords.getAcquire(lockSector, LockLayout.HOST_BITS_OFFSET) ^ host;
  }

  /** The slots of {@link #inFlight} as a mask. By the publishing thread alone. */
  public int unread() {
    return host ^ acknowledged();
  }

  /** The word of the reader that acknowledges slots, as it is now: it changes with each that is taken. */
  public int acknowledgedBits() {
    return acknowledged();
  }

  /** The task id of a frame in a slot of {@link #unread}. By the publishing thread alone. */
  public int taskIdAt(int slot) {
    return lane.headerWord(slot, TASK_ID_WORD);
  }

  /**
   * Takes back the frame of a slot of {@link #unread}, unless the reader has claimed it. The slot and its region stay
   * taken until the reader passes over it. By the publishing thread alone.
   */
  public boolean takeBack(int slot, SlotClaims claims) {
    return claims.take(host, 1 << slot);
  }

  public LaneMemory lane() {
    return lane;
  }

  /** The slots that were drained, as bits that agree with the host word. */
  protected int acknowledged() {
    return SharedWords.getAcquire(lockSector, LockLayout.WORKER_BITS_OFFSET);
  }

  private int freeSlot() {
    int taken = host ^ workerShadow;
    if (taken == ALL_TAKEN) {
      workerShadow = acknowledged();
      taken = host ^ workerShadow;
    }
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(~taken);
  }

  private void publish(int slot) {
    host ^= 1 << slot;
    SharedWords.setRelease(lockSector, LockLayout.HOST_BITS_OFFSET, host);
  }
}
