package dev.intarsia.bridge.region;

import dev.intarsia.bridge.memory.SharedWords;
import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.layout.RegionLayout;
import java.lang.foreign.MemorySegment;

/**
 * Hands out the regions of one payload area: at most 32, each on a multiple of 64 bytes. A region is
 * named by its slot, one bit in each of two lock words; it is in use while the two bits differ.
 *
 * <p>The publisher alone reserves and alone writes the payload host word. Whoever is done with a
 * region frees it by toggling its bit of the payload worker word. The table of regions is the
 * publisher's own: it never crosses.
 *
 * <p>The order of the choices below is the reference's, step by step: the first region that was freed
 * and has the very size asked for, else the first gap, else the end.
 */
public final class RegionAllocator {
  /** No slot is left. */
  public static final int NONE = -1;

  private static final int ALL = -1;

  private final MemorySegment lockSector;
  /** Slots of the tracked regions, by where they start. */
  private final int[] order = new int[LockLayout.SLOTS];

  private final long[] startBySlot = new long[LockLayout.SLOTS];
  private final long[] sizeBySlot = new long[LockLayout.SLOTS];
  private int tracked;
  private int used;
  /** What the host word holds: only this object writes it. */
  private int host;

  /**
   * @param lockSector the lane's 256-byte lock sector
   */
  public RegionAllocator(MemorySegment lockSector) {
    this.lockSector = lockSector;
  }

  /**
   * Takes a region.
   *
   * @param bytes what the payload may need; rounded up to a multiple of 64
   * @return the region's slot, or {@link #NONE}
   */
  public int reserve(long bytes) {
    int slot = place(aligned(bytes));
    if (slot != NONE) {
      publishHost(slot);
    }
    return slot;
  }

  /** Where a reserved region starts, from the start of the payload data. */
  public long startOf(int slot) {
    return startBySlot[slot];
  }

  /** Sets what a payload really took, once it is written: the rest of its region is free again. */
  public void setLength(int slot, long bytes) {
    sizeBySlot[slot] = aligned(bytes);
  }

  /**
   * Takes back a region that nothing was published in. It toggles the host word again, not the worker
   * word: a reader of knitting 0.1.55 stores that word whole, and would undo it.
   */
  public void cancel(int slot) {
    forget(1 << slot);
    publishHost(slot);
  }

  /** Frees a region as its reader does. */
  public void free(int slot) {
    release(lockSector, slot);
  }

  /** Frees a region on behalf of its reader. Any thread, once for each region. */
  public static void release(MemorySegment lockSector, int slot) {
    SharedWords.getAndXor(lockSector, LockLayout.PAYLOAD_WORKER_BITS_OFFSET, 1 << slot);
  }

  /**
   * Forgets every freed region, so that its slot can be given out again. Only needed where
   * {@link #reserve} found no slot although one is free: it does not give a freed region of the size
   * asked for a new slot while all 32 are tracked.
   */
  public void reclaim() {
    int freed = freed();
    if (freed != 0) {
      forget(freed);
    }
  }

  private void publishHost(int slot) {
    host ^= 1 << slot;
    SharedWords.setRelease(lockSector, LockLayout.PAYLOAD_HOST_BITS_OFFSET, host);
  }

  private int freed() {
    int worker = SharedWords.getAcquire(lockSector, LockLayout.PAYLOAD_WORKER_BITS_OFFSET);
    return ~(host ^ worker) & used;
  }

  private int place(long size) {
    if (used == 0) {
      return insert(0, 0, 0, size);
    }
    int freed = freed();
    if (freed == used) {
      tracked = 0;
      used = 0;
    } else if (freed != 0) {
      int same = freedOfSize(freed, size);
      if (same >= 0) {
        return replace(same, size);
      }
      return placeAfterForgetting(freed, size);
    }
    return placeInGap(size);
  }

  /** The position of a freed region that has exactly this size, or -1. */
  private int freedOfSize(int freed, long size) {
    for (int at = 0; at < tracked; at++) {
      int slot = order[at];
      if (((freed >>> slot) & 1) != 0 && sizeBySlot[slot] == size) {
        return at;
      }
    }
    return -1;
  }

  /** Gives a freed region's bytes to a new slot: its old slot's bits agree, but it may still be toggled. */
  private int replace(int at, long size) {
    if (used == ALL) {
      return NONE;
    }
    int old = order[at];
    int slot = lowestFreeSlot();
    order[at] = slot;
    startBySlot[slot] = startBySlot[old];
    sizeBySlot[slot] = size;
    used = (used & ~(1 << old)) | (1 << slot);
    return slot;
  }

  private int placeAfterForgetting(int freed, long size) {
    forget(freed);
    if (used == ALL) {
      return NONE;
    }
    return placeInGap(size);
  }

  private void forget(int freed) {
    int kept = 0;
    for (int at = 0; at < tracked; at++) {
      int slot = order[at];
      if (((freed >>> slot) & 1) == 0) {
        order[kept++] = slot;
      }
    }
    tracked = kept;
    used &= ~freed;
  }

  private int placeInGap(long size) {
    if (used == ALL) {
      return NONE;
    }
    long end = 0;
    for (int at = 0; at < tracked; at++) {
      int slot = order[at];
      if (startBySlot[slot] - end >= size) {
        return insert(at, lowestFreeSlot(), end, size);
      }
      end = startBySlot[slot] + sizeBySlot[slot];
    }
    return insert(tracked, lowestFreeSlot(), end, size);
  }

  private int insert(int at, int slot, long start, long size) {
    System.arraycopy(order, at, order, at + 1, tracked - at);
    order[at] = slot;
    startBySlot[slot] = start;
    sizeBySlot[slot] = size;
    tracked++;
    used |= 1 << slot;
    return slot;
  }

  private int lowestFreeSlot() {
    return Integer.numberOfTrailingZeros(~used);
  }

  private static long aligned(long bytes) {
    return (bytes + RegionLayout.ALIGNMENT_BYTES - 1) & -RegionLayout.ALIGNMENT_BYTES;
  }
}
