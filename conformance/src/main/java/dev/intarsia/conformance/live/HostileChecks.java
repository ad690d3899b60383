package dev.intarsia.conformance.live;

import dev.intarsia.conformance.live.RawFrame.Reply;
import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Frames that a worker has to refuse: each costs its own call, and nothing else. Used by one thread. */
final class HostileChecks implements AutoCloseable {
  private static final int REJECTED = 1;
  private static final int UNKNOWN_TAG = 60;

  private final Checker checker;
  private final Supplier<RawSession> start;
  private final int echo;
  private final int tasks;
  private final long limitNs;

  private RawSession session;

  /**
   * @param start makes a session; a worker that ended, or that a check found wrong, is replaced before the next check
   */
  HostileChecks(Checker checker, Supplier<RawSession> start, List<String> names, long limitNs) {
    this.checker = checker;
    this.start = start;
    this.session = start.get();
    this.limitNs = limitNs;
    echo = names.indexOf("echo");
    tasks = names.size();
  }

  void run() {
    byte[] some = RawFrame.pattern(1, 600);
    byte[] address = ReplyChecks.utf8("[\"knitting.sharedArrayBuffer\",{}]");
    check("answers an unknown function id with an error", () -> error(RawFrame.text(tasks + 3, 7, "x")));
    refuses("refuses an unknown tag", RawFrame.immediate(echo, 1, UNKNOWN_TAG));
    refuses("refuses an inline length over 512", RawFrame.text(echo, 1, "x").withLength(4000));
    refuses(
        "refuses a payload beyond its area",
        RawFrame.dynamic(echo, 1, PayloadTag.BINARY, some).withStartShift(0x7FFF_FF00));
    refuses(
        "refuses a length that overflows",
        RawFrame.dynamic(echo, 1, PayloadTag.BINARY, some).withLength(-64));
    refuses("refuses an incomplete element", RawFrame.inline(echo, 1, PayloadTag.STATIC_INT32_ARRAY, new byte[7]));
    refuses(
        "refuses an address of another process",
        RawFrame.inline(echo, 1, PayloadTag.SHARED_ARRAY_BUFFER, new byte[32]));
    refuses(
        "refuses an external address of another process",
        RawFrame.inline(echo, 1, PayloadTag.STATIC_EXTERNAL, address));
    check(
        "answers a frame that is no payload with an error",
        () -> error(RawFrame.text(echo, 1, "x").withLength(4000)));
    check("frees the region of a frame that it refuses", this::freed);
    check("takes a short payload with a dynamic tag", () -> {
      byte[] bytes = {1, 2, 3};
      Reply reply = session.call(RawFrame.dynamic(echo, 1, PayloadTag.BINARY, bytes), limitNs);
      return reply.flags() == 0 && Arrays.equals(reply.bytes(), bytes) ? null : reply.toString();
    });
    check("ignores an abort signal beyond the bitmap", () -> {
      Reply reply = session.call(RawFrame.text(echo | 0xFFFF_0000, 1, "x"), limitNs);
      return reply.flags() == 0 ? null : reply.toString();
    });
    check("takes JSON of 128 levels", () -> {
      byte[] deep = ReplyChecks.utf8("[".repeat(128) + "]".repeat(128));
      Reply reply = session.call(RawFrame.inline(echo, 1, PayloadTag.STATIC_JSON, deep), limitNs);
      return reply.flags() == 0 && Arrays.equals(reply.bytes(), deep) ? null : reply.toString();
    });
  }

  private void check(String id, Supplier<@Nullable String> body) {
    if (!checker.check(id, body)) {
      session.close();
      session = start.get();
    }
  }

  @Override
  public void close() {
    session.close();
  }

  private void refuses(String id, RawFrame frame) {
    check(id, () -> {
      Reply reply = session.call(frame, limitNs);
      Reply after = session.call(RawFrame.text(echo, 2, "after"), limitNs);
      return reply.flags() == 0
          ? "the call returned: " + reply
          : after.flags() == 0 && after.taskId() == 2 ? null : "the next call went wrong: " + after;
    });
  }

  private @Nullable String error(RawFrame frame) {
    Reply reply = session.call(frame, limitNs);
    return reply.flags() == REJECTED && reply.tag() == PayloadTag.ERROR ? null : reply.toString();
  }

  private @Nullable String freed() {
    int host = session.requestWord(LockLayout.PAYLOAD_HOST_BITS_OFFSET);
    int worker = session.requestWord(LockLayout.PAYLOAD_WORKER_BITS_OFFSET);
    for (int i = 0; i < 4; i++) {
      session.call(RawFrame.dynamic(echo, i, PayloadTag.INT32_ARRAY, new byte[701]), limitNs);
    }
    int used = (session.requestWord(LockLayout.PAYLOAD_HOST_BITS_OFFSET)
            ^ session.requestWord(LockLayout.PAYLOAD_WORKER_BITS_OFFSET))
        & ~(host ^ worker);
    return used == 0 ? null : String.format("regions %08x are still in use", used);
  }
}
