package dev.intarsia.bridge.steal;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.memory.SharedWords;
import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.layout.StealLayout;
import java.lang.foreign.MemorySegment;

/**
 * The control words of a request mailbox that several consumers share. Every word has one writer:
 * consumer {@code c} its ACK and its WANT, the publisher the live mask. A slot is in use while its bit
 * in the host word differs from the exclusive or of all ACKs.
 */
public final class StealControl {
  private final MemorySegment headers;
  private final int slotStrideBytes;
  private final int consumers;
  private final int regionLanes;

  /**
   * @param consumers 1 to 32
   * @param regionLanes lanes that one claim takes: a power of two
   * @throws IllegalArgumentException when there are fewer regions than consumers
   */
  public StealControl(LaneMemory lane, int consumers, int regionLanes) {
    if (regionLanes < 1 || regionLanes > LockLayout.SLOTS || Integer.bitCount(regionLanes) != 1) {
      throw new IllegalArgumentException("regionLanes must be a power of two");
    }
    if (consumers < 1 || LockLayout.SLOTS / regionLanes < consumers) {
      throw new IllegalArgumentException("regionLanes=" + regionLanes + " yields " + LockLayout.SLOTS / regionLanes
          + " regions, too few for " + consumers + " consumers");
    }
    this.headers = lane.headers();
    this.slotStrideBytes = lane.slotStrideBytes();
    this.consumers = consumers;
    this.regionLanes = regionLanes;
  }

  public int consumers() {
    return consumers;
  }

  public int regions() {
    return LockLayout.SLOTS / regionLanes;
  }

  /** Whether there is anybody to steal from. One consumer alone uses the worker word. */
  public boolean isShared() {
    return consumers > 1;
  }

  /** The slots of a region, as a mask. */
  int laneMask(int region) {
    return regionLanes == LockLayout.SLOTS ? -1 : ((1 << regionLanes) - 1) << (region * regionLanes);
  }

  public int ack(int consumer) {
    return SharedWords.getVolatile(headers, offset(consumer, StealLayout.ACK_OFFSET));
  }

  /** Called by the consumer alone. */
  void setAck(int consumer, int slots) {
    SharedWords.setVolatile(headers, offset(consumer, StealLayout.ACK_OFFSET), slots);
  }

  /** The regions that a consumer claims, as a mask. */
  public int want(int consumer) {
    return SharedWords.getVolatile(headers, offset(consumer, StealLayout.WANT_OFFSET));
  }

  /** Called by the consumer alone. */
  void setWant(int consumer, int regions) {
    SharedWords.setVolatile(headers, offset(consumer, StealLayout.WANT_OFFSET), regions);
  }

  /** The consumers whose claims count, as a mask. */
  public int live() {
    return SharedWords.getVolatile(headers, StealLayout.LIVE_OFFSET);
  }

  /** Called by the publisher alone, before any consumer starts. */
  void activateAll() {
    SharedWords.setVolatile(headers, StealLayout.LIVE_OFFSET, (int) ((1L << consumers) - 1));
  }

  /** Called by the publisher alone. */
  boolean deactivate(int consumer) {
    int bit = 1 << consumer;
    return (SharedWords.getAndAnd(headers, StealLayout.LIVE_OFFSET, ~bit) & bit) != 0;
  }

  /** The exclusive or of all ACKs. */
  int acknowledged() {
    int slots = 0;
    for (int consumer = 0; consumer < consumers; consumer++) {
      slots ^= ack(consumer);
    }
    return slots;
  }

  private long offset(int consumer, int word) {
    return (long) consumer * slotStrideBytes + word;
  }
}
