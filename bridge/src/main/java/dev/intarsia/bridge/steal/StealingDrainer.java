package dev.intarsia.bridge.steal;

import dev.intarsia.bridge.mailbox.FrameHandler;
import dev.intarsia.bridge.mailbox.FrameSource;
import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.SlotReader;
import dev.intarsia.bridge.memory.SharedWords;
import dev.intarsia.protocol.layout.LockLayout;
import java.lang.foreign.MemorySegment;

/**
 * One of several reading ends of a request mailbox. It claims a whole region of slots at once: it says
 * what it wants, looks whether another wants the same, and gives way to any consumer with a lower
 * number; so at most one consumer takes a region at a time.
 *
 * <p>A claim is held until its frames are handed over, and a senior consumer may wait for it. So the
 * handler decodes and returns; it must not run the task.
 */
public final class StealingDrainer implements FrameSource {
  private static final int NO_REGION = -1;
  private static final int SPINS = 200;

  private final StealControl control;
  private final MemorySegment lockSector;
  private final SlotReader slots;
  private final int consumer;
  /** What this consumer's ACK holds: only this object writes it. */
  private int ack;
  /** The region to look at first; consumers start apart from each other. */
  private int cursor;

  /**
   * @param consumer this end's number; a lower one has precedence
   */
  public StealingDrainer(LaneMemory lane, int consumers, int regionLanes, int consumer) {
    control = new StealControl(lane, consumers, regionLanes);
    if (!control.isShared()) {
      throw new IllegalArgumentException("One consumer alone drains with a MailboxDrainer");
    }
    if (consumer < 0 || consumer >= consumers) {
      throw new IllegalArgumentException("consumerId " + consumer + " out of range");
    }
    this.consumer = consumer;
    lockSector = lane.lockSector();
    slots = new SlotReader(lane);
    cursor = control.regions() * consumer / consumers;
  }

  @Override
  public boolean hasPending() {
    return pending() != 0;
  }

  @Override
  public int drain(FrameHandler handler) {
    int region = choose();
    if (region == NO_REGION) {
      return 0;
    }
    int claim = 1 << region;
    // The store of WANT comes before the loads of the others': both are sequentially consistent.
    control.setWant(consumer, claim);
    int taken = 0;
    try {
      if (wins(claim)) {
        taken = pending() & control.laneMask(region);
        take(taken, handler);
      }
    } finally {
      control.setWant(consumer, 0);
    }
    if (taken != 0) {
      cursor = (region + 1) % control.regions();
    }
    return Integer.bitCount(taken);
  }

  /** Hands over the claimed slots, lowest first, and acknowledges them before the claim ends. */
  private void take(int taken, FrameHandler handler) {
    int left = taken;
    try {
      while (left != 0) {
        int slot = Integer.numberOfTrailingZeros(left);
        left &= left - 1;
        slots.hand(slot, handler);
      }
    } finally {
      if (taken != left) {
        ack ^= taken & ~left;
        control.setAck(consumer, ack);
      }
    }
  }

  private int pending() {
    return SharedWords.getVolatile(lockSector, LockLayout.HOST_BITS_OFFSET) ^ control.acknowledged();
  }

  /** A region with something pending that no senior wants, best one that nobody wants. */
  private int choose() {
    int pending = pending();
    if (pending == 0) {
      return NO_REGION;
    }
    int regions = 0;
    for (int region = 0; region < control.regions(); region++) {
      if ((pending & control.laneMask(region)) != 0) {
        regions |= 1 << region;
      }
    }
    int live = control.live();
    int wanted = 0;
    int wantedBySeniors = 0;
    for (int other = 0; other < control.consumers(); other++) {
      if (other != consumer && isLive(live, other)) {
        int want = control.want(other);
        wanted |= want;
        wantedBySeniors |= other < consumer ? want : 0;
      }
    }
    int clean = regions & ~wanted;
    return firstFromCursor(clean != 0 ? clean : regions & ~wantedBySeniors);
  }

  private int firstFromCursor(int candidates) {
    for (int step = 0; step < control.regions(); step++) {
      int region = (cursor + step) % control.regions();
      if (((candidates >>> region) & 1) != 0) {
        return region;
      }
    }
    return NO_REGION;
  }

  /** Settles a claim: false when a senior wants the same; a junior is waited for until it gives way. */
  private boolean wins(int claim) {
    int live = control.live();
    boolean juniorWants = false;
    for (int other = 0; other < control.consumers(); other++) {
      if (other != consumer && isLive(live, other) && (control.want(other) & claim) != 0) {
        if (other < consumer) {
          return false;
        }
        juniorWants = true;
      }
    }
    if (juniorWants) {
      awaitJuniors(claim);
    }
    return true;
  }

  /** A junior gives way within a few instructions, or holds the region until it has decoded its frames. */
  @SuppressWarnings("ThreadPriorityCheck") // The junior may want this very processor.
  private void awaitJuniors(int claim) {
    int spins = 0;
    while (juniorWants(claim)) {
      if (++spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  private boolean juniorWants(int claim) {
    int live = control.live();
    for (int other = consumer + 1; other < control.consumers(); other++) {
      if (isLive(live, other) && (control.want(other) & claim) != 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLive(int live, int consumer) {
    return ((live >>> consumer) & 1) != 0;
  }
}
