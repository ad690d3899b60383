package dev.intarsia.conformance.live;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks at a host's published requests before they are read: their words, and whether anybody touches them again. */
final class LaneWatch {
  private static final int TAG = 2;
  private static final int REGION = 6;
  private static final int RESERVED = 7;
  private static final long PILE_UP_NS = TimeUnit.MILLISECONDS.toNanos(2);

  private final ProbeLog log;
  private final LaneMemory lane;
  private int looks;

  LaneWatch(ProbeLog log, LaneMemory lane) {
    this.log = log;
    this.lane = lane;
  }

  /**
   * Judges what is pending.
   *
   * @param busy whether to let more frames come first, at some of the looks
   */
  void look(boolean busy) {
    int pending = lane.hostBits() ^ lane.workerBits();
    int[][] before = words(pending);
    if (busy && looks++ % 16 == 0) {
      LockSupport.parkNanos(PILE_UP_NS);
    }
    int[][] after = words(pending);
    int regions = 0;
    for (int slot = 0; slot < LockLayout.SLOTS; slot++) {
      if (((pending >>> slot) & 1) == 0) {
        continue;
      }
      int[] frame = after[slot];
      log.check(
          "leaves published frames alone",
          "MBX-001",
          Arrays.equals(before[slot], frame),
          "words " + Arrays.toString(before[slot]),
          "slot " + slot + " has " + Arrays.toString(frame));
      log.check(
          "stores 0 into word 7",
          "HDR-007",
          frame[RESERVED] == 0,
          "0",
          "slot " + slot + " has " + Arrays.toString(frame));
      if (PayloadTag.usesRegion(frame[TAG])) {
        int bit = 1 << (frame[REGION] & (LockLayout.SLOTS - 1));
        boolean inUse = ((lane.payloadHostBits() ^ lane.payloadWorkerBits()) & bit) != 0;
        log.check(
            "gives each long payload a region of its own",
            "REG-003",
            inUse && (regions & bit) == 0,
            "a region in use, of this frame alone",
            "slot " + slot + " has " + Arrays.toString(frame)
                + (inUse ? ", as another frame has" : ", whose region is free"));
        regions |= bit;
      }
    }
  }

  private int[][] words(int pending) {
    int[][] words = new int[LockLayout.SLOTS][HeaderLayout.WORDS];
    for (int slot = 0; slot < LockLayout.SLOTS; slot++) {
      for (int i = 0; i < HeaderLayout.WORDS && ((pending >>> slot) & 1) == 1; i++) {
        words[slot][i] = lane.headerWord(slot, i);
      }
    }
    return words;
  }
}
