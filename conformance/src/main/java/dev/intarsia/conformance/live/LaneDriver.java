package dev.intarsia.conformance.live;

import dev.intarsia.bridge.mailbox.InboundFrame;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.host.process.WorkerChild;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Calls one worker from one thread and takes its replies: the least that a host does. */
final class LaneDriver {
  private static final int SPINS = 200;
  private static final long NAP_NS = 20_000;

  /** How a call ended. */
  record Outcome(boolean rejected, WireValue value) {}

  private final WorkerChild worker;
  private final WireFactory factory = new WireFactory();
  private final Map<Integer, Outcome> outcomes = new HashMap<>();
  private final Map<Integer, Boolean> open = new HashMap<>();
  private int nextId;
  private @Nullable String violation;
  private @Nullable String strayReply;
  private @Nullable String secondReply;

  LaneDriver(WorkerChild worker) {
    this.worker = worker;
  }

  /** Publishes a call, draining replies while there is no room. Returns the call's id. */
  int publish(int functionId, int functionMeta, WireValue argument, long limitNs) {
    int id = nextId++;
    open.put(id, true);
    int word0 = functionId | functionMeta << Short.SIZE;
    await(
        () -> worker.requests().tryPublish(word0, id, 0, (v, sink) -> v.write(sink), argument),
        limitNs,
        "room for a call");
    VarHandle.fullFence();
    worker.ring();
    return id;
  }

  /** Calls and waits for the reply. */
  Outcome call(int functionId, WireValue argument, long limitNs) {
    return await(publish(functionId, 0, argument, limitNs), limitNs);
  }

  /** Waits for one call's reply. */
  Outcome await(int id, long limitNs) {
    await(() -> outcomes.containsKey(id), limitNs, "a reply to call " + id);
    Outcome outcome = outcomes.remove(id);
    if (outcome == null) {
      throw new AssertionError("no outcome of call " + id);
    }
    return outcome;
  }

  /** Takes what has come. Returns how many. */
  int drain() {
    return worker.replies().hasPending() ? worker.replies().drain(this::onReply) : 0;
  }

  /** Calls without a reply. */
  int inFlight() {
    return open.size();
  }

  /** A task id that came back although no call has it, in words; null where there was none. */
  @Nullable String strayReply() {
    return strayReply;
  }

  /** A call that was answered more than once, in words; null where there was none. */
  @Nullable String secondReply() {
    return secondReply;
  }

  Map<Integer, Outcome> outcomes() {
    return outcomes;
  }

  void await(BooleanSupplier done, long limitNs, String what) {
    long start = System.nanoTime();
    int idle = 0;
    while (!done.getAsBoolean()) {
      if (drain() > 0) {
        idle = 0;
      } else if (++idle < SPINS) {
        Thread.onSpinWait();
      } else {
        if (System.nanoTime() - start > limitNs) {
          throw new AssertionError("waited " + TimeUnit.NANOSECONDS.toMillis(limitNs) + " ms for " + what
              + ": none came from the " + worker.description());
        }
        worker.ring();
        LockSupport.parkNanos(NAP_NS);
      }
    }
    if (violation != null) {
      throw new AssertionError(violation);
    }
  }

  private void onReply(InboundFrame frame) {
    int id = frame.taskId();
    boolean rejected = frame.rejected();
    if (open.remove(id) == null) {
      if (id >= 0 && id < nextId) {
        secondReply = "a second reply to call " + id;
        violation = secondReply;
      } else {
        strayReply = "a reply to call " + id + ", which nobody made";
        violation = strayReply;
      }
      return;
    }
    try {
      outcomes.put(id, new Outcome(rejected, frame.decode(factory)));
    } catch (PayloadException e) {
      violation = "call " + id + " has a reply that is no payload: " + e.getMessage();
    }
  }
}
