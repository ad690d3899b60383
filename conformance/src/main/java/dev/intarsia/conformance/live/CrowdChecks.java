package dev.intarsia.conformance.live;

import dev.intarsia.conformance.live.RawFrame.Reply;
import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What a worker does when every slot or every region is in use. */
final class CrowdChecks {
  private static final int SLOTS = LockLayout.SLOTS;
  private static final int LARGE_BYTES = 200_000;
  private static final int LONG_BYTES = 600;
  private static final int ROUNDS = 8;
  private static final int LATE = 99;
  /** How long a worker is given to do something that it should not. */
  static final long SETTLE_NS = TimeUnit.MILLISECONDS.toNanos(300);

  private final RawSession session;
  private final int echo;
  private final long limitNs;

  CrowdChecks(RawSession session, int echo, long limitNs) {
    this.session = session;
    this.echo = echo;
    this.limitNs = limitNs;
  }

  /**
   * Publishes 32 large requests with one store, and writes over those that the worker acknowledges at once, the last in its
   * order first: a worker that acknowledges before it reads still has most of them to read.
   */
  @Nullable String earlyAcknowledgement() {
    for (int round = 0; round < ROUNDS; round++) {
      session.call(RawFrame.text(echo, LATE, "slot 31 is then the last that was read"), limitNs);
      List<RawFrame> frames = new ArrayList<>();
      for (int i = 0; i < SLOTS; i++) {
        frames.add(RawFrame.dynamic(echo, i, PayloadTag.BINARY, RawFrame.pattern(i + round, LARGE_BYTES)));
      }
      int before = session.requestWord(LockLayout.WORKER_BITS_OFFSET);
      session.publish(frames, limitNs);
      long start = System.nanoTime();
      while (session.requestWord(LockLayout.WORKER_BITS_OFFSET) == before && System.nanoTime() - start < limitNs) {
        Thread.onSpinWait();
      }
      int acknowledged = before ^ session.requestWord(LockLayout.WORKER_BITS_OFFSET);
      for (int i = 0; i < SLOTS; i++) {
        int slot = (i + SLOTS - 1) % SLOTS; // 31, then 0, 1, …: the reverse of 30 down to 0, then 31
        if (((acknowledged >>> slot) & 1) == 1) {
          session.scribble(slot);
        }
      }
      for (Reply reply : session.await(SLOTS, limitNs)) {
        if (!Arrays.equals(reply.bytes(), RawFrame.pattern(reply.taskId() + round, LARGE_BYTES))) {
          return "its slot was written again once it was acknowledged, and the reply changed with it: " + reply;
        }
      }
    }
    return null;
  }

  /** Takes 32 long replies and keeps their regions: the slots are free, and no region is. */
  @Nullable String noRegion() {
    List<RawFrame> frames = new ArrayList<>();
    for (int i = 0; i < SLOTS; i++) {
      frames.add(RawFrame.dynamic(echo, i, PayloadTag.BINARY, RawFrame.pattern(i, LONG_BYTES)));
    }
    session.publish(frames, limitNs);
    session.await(() -> Integer.bitCount(session.unread()) == SLOTS, limitNs, "32 replies");
    List<Reply> kept = session.takeKeepingRegions(SLOTS);
    byte[] late = RawFrame.pattern(LATE, LONG_BYTES);
    session.publish(List.of(RawFrame.dynamic(echo, LATE, PayloadTag.BINARY, late)), limitNs);
    LockSupport.parkNanos(SETTLE_NS);
    if (session.unread() != 0) {
      return "with all 32 regions in use another long reply came: "
          + session.take(1).getFirst();
    }
    kept.forEach(session::freeRegion);
    Reply reply = session.await(1, limitNs).getFirst();
    return Arrays.equals(reply.bytes(), late)
        ? null
        : "once regions were free, other bytes came than were sent: " + reply;
  }
}
