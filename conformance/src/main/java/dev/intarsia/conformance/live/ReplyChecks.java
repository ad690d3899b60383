package dev.intarsia.conformance.live;

import dev.intarsia.conformance.live.RawFrame.Reply;
import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What a worker's replies look like in memory, and where it puts them. */
final class ReplyChecks {
  private static final int STAMP = 0x5A5A5A5;
  private static final int LONG_BYTES = 600;
  private static final int MANY = 40;
  private static final int ORDER_BYTES = 200_000;
  private static final int ORDER_ROUNDS = 12;
  private static final long SETTLE_NS = TimeUnit.MILLISECONDS.toNanos(300);

  private final Checker checker;
  private final RawSession session;
  private final int echo;
  private final int fail;
  private final long limitNs;
  private final List<Reply> seen = new ArrayList<>();

  ReplyChecks(Checker checker, RawSession session, List<String> names, long limitNs) {
    this.checker = checker;
    this.session = session;
    this.limitNs = limitNs;
    echo = names.indexOf("echo");
    fail = names.indexOf("fail");
  }

  void run() {
    checker.check("answers what was published before it started", () -> serves(RawFrame.text(echo, 1, "early")));
    checker.check("copies the task id", () -> {
      Reply reply = call(RawFrame.text(echo, 0xFFFF_FFFE, "id"));
      return reply.taskId() == 0xFFFF_FFFE ? null : reply.toString();
    });
    checker.check("copies the time stamp", this::stamps);
    checker.check("stores 0 or 1 as the reject flag", this::flags);
    checker.check("uses the inline form for what fits", this::forms);
    if (checker.wants("reads frames in the order of section 6.2")) {
      order("reads frames in the order of section 6.2");
    }
    CrowdChecks crowd = new CrowdChecks(session, echo, limitNs);
    checker.check("reads a frame before it frees its slot", () -> {
      String alone = earlyAcknowledgement();
      return alone == null ? crowd.earlyAcknowledgement() : alone;
    });
    checker.check("waits for room in the return lane", () -> room(PayloadTag.STATIC_BINARY, 64));
    checker.check("keeps long replies apart when all regions are in use", () -> room(PayloadTag.BINARY, LONG_BYTES));
    checker.check("waits for a region while all are in use", crowd::noRegion);
    checker.check(
        "stores 0 into word 7",
        () -> seen.stream()
            .filter(r -> r.words()[7] != 0)
            .map(Reply::toString)
            .findFirst()
            .orElse(null));
    checker.check("frees each request's region once", () -> {
      int host = session.requestWord(LockLayout.PAYLOAD_HOST_BITS_OFFSET);
      int worker = session.requestWord(LockLayout.PAYLOAD_WORKER_BITS_OFFSET);
      return host == worker
          ? null
          : String.format("payload host word %08x, payload worker word %08x with nothing in flight", host, worker);
    });
    checker.check("writes its own words only", () -> {
      String wrong = session.foreignStores();
      return wrong.isEmpty() ? null : wrong;
    });
  }

  private Reply call(RawFrame frame) {
    Reply reply = session.call(frame, limitNs);
    seen.add(reply);
    return reply;
  }

  private @Nullable String serves(RawFrame frame) {
    List<Reply> replies = session.await(1, limitNs);
    seen.addAll(replies);
    return Arrays.equals(replies.getFirst().bytes(), frame.inline())
        ? null
        : replies.getFirst().toString();
  }

  private @Nullable String stamps() {
    for (RawFrame frame : List.of(
        RawFrame.number(echo, 1, 1.5),
        RawFrame.text(echo, 2, "x"),
        RawFrame.dynamic(echo, 3, PayloadTag.BINARY, RawFrame.pattern(3, LONG_BYTES)),
        RawFrame.text(fail, 4, "x"))) {
      Reply reply = call(frame.withStamp(STAMP));
      if (reply.stamp() != STAMP) {
        return String.format("stamp %07x came back as %07x: ", STAMP, reply.stamp()) + reply;
      }
    }
    return null;
  }

  private @Nullable String flags() {
    Reply returned = call(RawFrame.text(echo, 1, "x"));
    Reply thrown = call(RawFrame.text(fail, 2, "x"));
    return returned.flags() != 0 ? "returned: " + returned : thrown.flags() != 1 ? "threw: " + thrown : null;
  }

  private @Nullable String forms() {
    byte[] full = RawFrame.pattern(1, 512);
    String text = "x".repeat(512);
    Reply bytes = call(RawFrame.inline(echo, 1, PayloadTag.STATIC_BINARY, full));
    Reply string = call(RawFrame.text(echo, 2, text));
    Reply over = call(RawFrame.dynamic(echo, 3, PayloadTag.BINARY, RawFrame.pattern(1, 513)));
    return bytes.tag() != PayloadTag.STATIC_BINARY && bytes.tag() != PayloadTag.STATIC_BUFFER
        ? "512 bytes: " + bytes
        : string.tag() != PayloadTag.STATIC_STRING
            ? "512 characters: " + string
            : over.tag() != PayloadTag.BINARY && over.tag() != PayloadTag.BUFFER ? "513 bytes: " + over : null;
  }

  /** A reader frees each region when it has read it: what is freed at any moment is the beginning of the order. */
  private void order(String id) {
    List<Integer> slots = List.of(30, 29, 12, 3, 2, 31);
    byte[] large = RawFrame.pattern(1, ORDER_BYTES);
    int right = 0;
    String wrong = null;
    for (int round = 0; round < ORDER_ROUNDS && right == 0; round++) {
      call(RawFrame.text(echo, 99, "slot 31 is then the last that was read"));
      List<RawFrame> frames = new ArrayList<>();
      for (int i = 0; i < slots.size(); i++) {
        frames.add(RawFrame.dynamic(echo, i, PayloadTag.BINARY, large));
      }
      int before = session.requestWord(LockLayout.PAYLOAD_WORKER_BITS_OFFSET);
      session.publishAt(slots, frames);
      int all = slots.stream().mapToInt(slot -> 1 << slot).reduce(0, (a, b) -> a | b);
      long start = System.nanoTime();
      int freed = 0;
      while (freed != all && System.nanoTime() - start < limitNs) {
        int now = session.requestWord(LockLayout.PAYLOAD_WORKER_BITS_OFFSET) ^ before;
        if (now != freed && now != all) {
          if (isBeginning(slots, now)) {
            right++;
          } else {
            wrong =
                String.format("of regions in slots %s, read after slot 31, those of %08x were free first", slots, now);
          }
        }
        freed = now;
        Thread.onSpinWait();
      }
      seen.addAll(session.await(slots.size(), limitNs));
    }
    if (right == 0 && wrong == null) {
      checker.info(id, "could not be seen: all regions were freed at once");
    } else {
      checker.judge(id, right > 0 ? null : wrong);
    }
  }

  private static boolean isBeginning(List<Integer> slots, int freed) {
    int beginning = 0;
    for (int slot : slots) {
      beginning |= 1 << slot;
      if (beginning == freed) {
        return true;
      }
    }
    return false;
  }

  private @Nullable String earlyAcknowledgement() {
    for (int i = 0; i < MANY; i++) {
      byte[] bytes = RawFrame.pattern(i, i % 2 == 0 ? 500 : 20_000);
      RawFrame frame = i % 2 == 0
          ? RawFrame.inline(echo, i, PayloadTag.STATIC_BINARY, bytes)
          : RawFrame.dynamic(echo, i, PayloadTag.BINARY, bytes);
      int before = session.requestWord(LockLayout.WORKER_BITS_OFFSET);
      session.publish(List.of(frame), limitNs);
      long start = System.nanoTime();
      while (session.requestWord(LockLayout.WORKER_BITS_OFFSET) == before && System.nanoTime() - start < limitNs) {
        Thread.onSpinWait();
      }
      session.scribble(Integer.numberOfTrailingZeros(before ^ session.requestWord(LockLayout.WORKER_BITS_OFFSET)) & 31);
      Reply reply = session.await(1, limitNs).getFirst();
      seen.add(reply);
      if (!Arrays.equals(reply.bytes(), bytes)) {
        return "the slot was written again once it was acknowledged, and the reply changed with it: " + reply;
      }
    }
    return null;
  }

  /** More calls than a lane has slots, none of whose replies is taken at first, then one after the other. */
  private @Nullable String room(int tag, int bytes) {
    List<RawFrame> frames = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      byte[] content = RawFrame.pattern(i, bytes);
      frames.add(
          tag == PayloadTag.BINARY ? RawFrame.dynamic(echo, i, tag, content) : RawFrame.inline(echo, i, tag, content));
    }
    session.publish(frames.subList(0, LockLayout.SLOTS), limitNs);
    session.await(() -> Integer.bitCount(session.unread()) == LockLayout.SLOTS, limitNs, "32 replies");
    session.publish(frames.subList(LockLayout.SLOTS, MANY), limitNs);
    LockSupport.parkNanos(SETTLE_NS);
    String overlap = overlap();
    if (overlap != null) {
      return overlap;
    }
    Set<Integer> answered = new HashSet<>();
    for (int i = 0; i < MANY; i++) {
      session.await(
          () -> session.unread() != 0, limitNs, "reply after " + answered.size() + " were taken and room was made");
      Reply reply = session.take(1).getFirst();
      seen.add(reply);
      int id = reply.taskId();
      if (id < 0 || id >= MANY || !answered.add(id)) {
        return "a reply to no open call: " + reply;
      }
      if (!Arrays.equals(reply.bytes(), RawFrame.pattern(id, bytes))) {
        return "call " + id + " has other bytes than it sent: " + reply;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
    }
    return null;
  }

  private @Nullable String overlap() {
    List<Reply> replies = new ArrayList<>();
    for (int slot = 0; slot < LockLayout.SLOTS; slot++) {
      Reply reply = session.look(slot);
      if (PayloadTag.usesRegion(reply.tag())) {
        replies.add(reply);
      }
    }
    for (Reply a : replies) {
      for (Reply b : replies) {
        boolean apart =
            a.words()[3] + a.region().length <= b.words()[3] || b.words()[3] + b.region().length <= a.words()[3];
        if (a.slot() != b.slot() && (!apart || (a.words()[6] & 31) == (b.words()[6] & 31))) {
          return "two replies share a region: " + a + " and " + b;
        }
      }
    }
    return null;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
