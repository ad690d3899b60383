package dev.intarsia.conformance.live;

import dev.intarsia.bridge.boot.BootPayload;
import dev.intarsia.bridge.boot.PayloadConfig;
import dev.intarsia.bridge.mailbox.InboundFrame;
import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.memory.ProcessMapping;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.bridge.signal.SignalWords;
import dev.intarsia.bridge.wake.FutexWaitPoint;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.SignalLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Serves a host and checks each of its frames. A task whose name starts with {@code fail} rejects with its argument,
 * every other returns it; replies come late and in an order of their own, as they may.
 */
final class ProbeLane {
  private static final long NAP_NS = 20_000;
  private static final long PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long WAKE_LIMIT_NS = TimeUnit.SECONDS.toNanos(5);
  private static final int LOOKS_BEFORE_PARKING = 500;
  /** The exit code of a worker that is told to end. */
  private static final int ENDED = 7;

  private final ProbeLog log;
  private final BootPayload boot;
  private final SignalWords signals;
  private final MailboxDrainer requests;
  private final MailboxPublisher replies;
  private final Random random;
  private final WireFactory factory = new WireFactory();
  private final Set<Integer> open = new HashSet<>();
  private final List<Answer> answers = new ArrayList<>();
  private final LaneWatch watch;
  private final int endAfter;
  private int requested;
  private boolean parked;
  private int mostOpen;

  private record Answer(int flags, int taskId, int slotMeta, WireValue value) {}

  /**
   * @param endAfter at which request the process ends without an answer; 0 for none
   */
  ProbeLane(ProbeLog log, BootPayload boot, ProcessMapping mapping, long seed, int endAfter) {
    this.log = log;
    this.boot = boot;
    this.signals = mapping.signals();
    PayloadConfig config = boot.payloadConfig();
    long limit = config == null ? Integer.MAX_VALUE : config.maxPayloadBytes();
    watch = new LaneWatch(log, LaneMemory.of(mapping.request(), limit));
    requests = new MailboxDrainer(LaneMemory.of(mapping.request(), limit));
    replies = new MailboxPublisher(LaneMemory.of(mapping.reply(), limit));
    random = new Random(seed);
    this.endAfter = endAfter;
  }

  /** Serves until the process is ended, or its host is gone. */
  void serve() {
    ProcessHandle host = ProcessHandle.current().parent().orElse(null);
    int idle = 0;
    while (host == null || host.isAlive()) {
      if (requests.hasPending()) {
        watch.look(idle == 0);
        requests.drain(this::onRequest);
        idle = 0;
      }
      if (answer()) {
        idle = 0;
      } else if (++idle < LOOKS_BEFORE_PARKING) {
        LockSupport.parkNanos(NAP_NS);
      } else {
        park();
      }
    }
  }

  private void park() {
    int found = signals.rxStatus();
    log.check(
        "leaves rxStatus to the worker",
        "SIG-001",
        found == SignalLayout.RUNNING,
        "1, as the worker stored",
        Integer.toString(found));
    FutexWaitPoint op = new FutexWaitPoint(signals.opWord());
    int ticket = op.ticket();
    signals.rxStatus(SignalLayout.PARKED);
    VarHandle.fullFence();
    parked = true;
    if (requests.hasPending()) {
      // Its host may have looked at rxStatus while it was 1.
      signals.rxStatus(SignalLayout.RUNNING);
      return;
    }
    while (!requests.hasPending()) {
      op.await(ticket, PARK_NS);
    }
    // The host looks at rxStatus after publishing: give it the time for that.
    long start = System.nanoTime();
    while (signals.op() == ticket && System.nanoTime() - start < WAKE_LIMIT_NS) {
      LockSupport.parkNanos(NAP_NS);
    }
    log.check(
        "adds to op for a parked worker",
        "SIG-002",
        signals.op() != ticket,
        "another op than " + ticket,
        ticket == 1 ? "still 1, as after a store of 1" : "the same");
    signals.rxStatus(SignalLayout.RUNNING);
  }

  private void onRequest(InboundFrame frame) {
    if (!parked) {
      log.info("publishes before the worker has parked", "SIG-001", "yes");
    }
    if (++requested == endAfter) {
      Runtime.getRuntime().halt(ENDED);
    }
    int id = frame.taskId();
    int function = frame.functionId();
    log.check(
        "sends function ids of its tasks",
        "HDR-001",
        function < boot.names().size(),
        "less than " + boot.names().size(),
        Integer.toString(function));
    Integer capacity = boot.abortCapacity();
    log.check(
        "sends abort signals within its bitmap",
        "ABT-002",
        frame.functionMeta() <= (capacity == null ? 0 : capacity),
        "at most " + capacity,
        Integer.toString(frame.functionMeta()));
    log.check("keeps the ids of its calls apart", "HDR-004", open.add(id), "another id", id + " is in flight");
    mostOpen = Math.max(mostOpen, open.size());
    boolean fails = function < boot.names().size() && boot.names().get(function).startsWith("fail");
    try {
      int tag = frame.tag();
      WireValue value = frame.decode(factory);
      log.check("sends payloads that can be decoded", "SEC-001", true, "", "");
      form(tag, value);
      answers.add(new Answer(fails ? HeaderLayout.REJECT_FLAG : 0, id, frame.slotMeta(), value));
    } catch (PayloadException e) {
      log.check("sends payloads that can be decoded", "SEC-001", false, "a payload", String.valueOf(e.getMessage()));
      WireValue reason = new WireValue.Text(String.valueOf(e.getMessage()));
      answers.add(new Answer(HeaderLayout.REJECT_FLAG, id, frame.slotMeta(), reason));
    }
  }

  private void form(int tag, WireValue value) {
    if (value instanceof WireValue.Text text) {
      boolean fits = ReplyChecks.utf8(text.value()).length <= HeaderLayout.INLINE_CAPACITY_BYTES;
      log.check(
          "puts short text into the slot",
          "PAY-004",
          fits != PayloadTag.usesRegion(tag),
          fits ? "an inline tag" : "a dynamic tag",
          "tag " + tag + " for a string of " + text.value().length());
    }
    if (value instanceof WireValue.Bytes bytes) {
      boolean fits = bytes.bytes().length <= HeaderLayout.INLINE_CAPACITY_BYTES;
      log.check(
          "puts short bytes into the slot",
          "PAY-004",
          fits != PayloadTag.usesRegion(tag),
          fits ? "an inline tag" : "a dynamic tag",
          "tag " + tag + " for " + bytes.bytes().length + " bytes");
    }
  }

  /** Sends some of what has been asked, mixed up. */
  private boolean answer() {
    if (answers.isEmpty()) {
      return false;
    }
    Collections.shuffle(answers, random);
    int now = random.nextInt(answers.size()) + 1;
    for (int i = 0; i < now; i++) {
      Answer next = answers.getLast();
      // From here on the host may use the id again, so it is free before the reply shows.
      open.remove(next.taskId());
      if (!replies.tryPublish(next.flags(), next.taskId(), next.slotMeta(), (v, sink) -> v.write(sink), next.value())) {
        open.add(next.taskId());
        break;
      }
      answers.removeLast();
    }
    log.info("calls at once", "LIM-008", "2 or more: " + (mostOpen > 1));
    return true;
  }
}
