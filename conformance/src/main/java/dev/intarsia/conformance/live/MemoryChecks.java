package dev.intarsia.conformance.live;

import dev.intarsia.conformance.live.RawSession.Start;
import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Which words and bytes of the memory a worker uses, in sessions of their own: some of them leave a lane unusable. */
final class MemoryChecks {
  private static final int NOT_STARTED = 2;
  private static final int LONG_BYTES = 700;
  private static final int CALLS = 40;
  private static final int[] WILD = {0xFFFF_FFFF, 0x5555_5555, 0x0000_0001, 0x8000_0000, 0};
  private static final byte UNTOUCHED = 0x5C;
  /** Where the moved layout has room for a sector: behind the signals. */
  private static final int REQUEST_SECTOR = 1024;

  private static final int REPLY_SECTOR = 2048;

  private final Checker checker;
  private final Start moved;
  private final int echo;
  private final long limitNs;
  private final Consumer<String> log;

  /**
   * @param moved starts a worker in {@link RawLayout#moved}
   */
  MemoryChecks(Checker checker, Start moved, int echo, long limitNs, Consumer<String> log) {
    this.checker = checker;
    this.moved = moved;
    this.echo = echo;
    this.limitNs = limitNs;
    this.log = log;
  }

  void run() {
    checker.check("uses a payload sector of its own, or refuses it", this::payloadSector);
    checker.check("writes nowhere else, whatever the lock words say", this::wildWords);
  }

  private @Nullable String payloadSector() {
    RawLayout layout = moved.layout();
    long request = layout.signals() + REQUEST_SECTOR;
    long reply = layout.signals() + REPLY_SECTOR;
    Start apart = moved.withBoot(boot -> {
      ((ObjectNode) boot.at("/workerData/lock/payloadSector")).put("byteOffset", request);
      ((ObjectNode) boot.at("/workerData/returnLock/payloadSector")).put("byteOffset", reply);
      return boot;
    });
    try (RawSession session = RawSession.start(apart, log)) {
      StartChecks.until(() -> !session.process().isAlive() || session.rxStatus() != NOT_STARTED, limitNs);
      if (session.rxStatus() == NOT_STARTED) {
        return session.process().isAlive()
            ? "it neither starts nor ends"
            : session.process().exitValue() == 0 ? "exit code 0" : null;
      }
      // The highest slot is used first, for the frame and for its region.
      session.store(request + LockLayout.PAYLOAD_HOST_BITS_OFFSET, Integer.MIN_VALUE);
      session.publish(List.of(RawFrame.dynamic(echo, 1, PayloadTag.BINARY, RawFrame.pattern(1, LONG_BYTES))), limitNs);
      session.await(() -> session.unread() != 0, limitNs, "reply");
      int freed = session.load(request + LockLayout.PAYLOAD_WORKER_BITS_OFFSET);
      int taken = session.load(reply + LockLayout.PAYLOAD_HOST_BITS_OFFSET);
      int wrong = session.requestWord(LockLayout.PAYLOAD_WORKER_BITS_OFFSET)
          | session.replyWord(LockLayout.PAYLOAD_HOST_BITS_OFFSET);
      return freed == Integer.MIN_VALUE && taken != 0 && wrong == 0
          ? null
          : String.format(
              "payloadSector has worker word %08x and the reply's host word %08x, lockSector has %08x",
              freed, taken, wrong);
    }
  }

  private @Nullable String wildWords() {
    try (RawSession session = RawSession.start(moved, log)) {
      List<RawLayout.Extent> unused = moved.layout().unused();
      unused.forEach(extent -> slice(session, extent).fill(UNTOUCHED));
      byte[] bytes = RawFrame.pattern(3, LONG_BYTES);
      for (int i = 0; i < CALLS; i++) {
        session.call(RawFrame.dynamic(echo, i, PayloadTag.BINARY, bytes), limitNs);
      }
      RawLayout.Lane request = moved.layout().request();
      MemorySegment headers =
          session.memory().asSlice(request.headers(), moved.layout().headersBytes());
      byte[] before = null;
      for (int wild : WILD) {
        session.store(moved.layout().reply().lockSector() + LockLayout.WORKER_BITS_OFFSET, wild);
        session.store(moved.layout().reply().lockSector() + LockLayout.PAYLOAD_WORKER_BITS_OFFSET, ~wild);
        session.publish(
            List.of(RawFrame.dynamic(echo, wild, PayloadTag.BINARY, bytes), RawFrame.text(echo, wild, "x")), limitNs);
        before = headers.toArray(ValueLayout.JAVA_BYTE);
        StartChecks.until(() -> !session.process().isAlive(), CrowdChecks.SETTLE_NS);
        if (!session.process().isAlive()) {
          return String.format(
              "with worker word %08x in the return lane it ended with code %d",
              wild, session.process().exitValue());
        }
      }
      byte[] after = headers.toArray(ValueLayout.JAVA_BYTE);
      int changed = before == null ? -1 : Arrays.mismatch(before, after);
      if (changed >= 0) {
        return "byte " + changed + " of the request headers has changed, which only the host writes";
      }
      for (RawLayout.Extent extent : unused) {
        long at = slice(session, extent).mismatch(MemorySegment.ofArray(filled(extent.bytes())));
        if (at >= 0) {
          return "byte " + (extent.start() + at) + " of the memory has changed, which lies in no slice";
        }
      }
      return null;
    }
  }

  private static MemorySegment slice(RawSession session, RawLayout.Extent extent) {
    return session.memory().asSlice(extent.start(), extent.bytes());
  }

  private static byte[] filled(long bytes) {
    byte[] filled = new byte[Math.toIntExact(bytes)];
    Arrays.fill(filled, UNTOUCHED);
    return filled;
  }
}
