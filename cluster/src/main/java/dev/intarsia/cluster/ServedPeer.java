package dev.intarsia.cluster;

import dev.intarsia.cluster.frame.CarriedPayload;
import dev.intarsia.cluster.frame.Frame;
import dev.intarsia.cluster.frame.FrameException;
import dev.intarsia.host.PoolCall;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Another node as a caller of this one, for as long as one numbering of frames lasts. The link's lock is held in all methods. */
final class ServedPeer {
  /** A call of that node. */
  static final class InCall {
    final ServedPeer peer;
    final Frame.Call head;
    final PayloadAssembly argument;
    volatile @Nullable PoolCall<Object> running;
    volatile boolean aborted;

    InCall(ServedPeer peer, Frame.Call head, PayloadAssembly argument) {
      this.peer = peer;
      this.head = head;
      this.argument = argument;
    }

    /** Asks it to stop, or has it not begin. Any thread. */
    void abort() {
      aborted = true;
      PoolCall<Object> call = running;
      if (call != null && !call.abort()) {
        call.cancel();
      }
    }
  }

  private final Serving serving;
  private final Map<Long, InCall> calls = new HashMap<>();
  private long received;
  private long finished;
  private long limit;
  private boolean ended;

  ServedPeer(Serving serving) {
    this.serving = serving;
  }

  /** Calls that the peer may have sent, all in all. Never less than before. */
  long limit() {
    if (!serving.draining()) {
      limit = Math.max(limit, finished + serving.share());
    }
    return limit;
  }

  /** Calls that are not answered. */
  int underWay() {
    return calls.size();
  }

  boolean ended() {
    return ended;
  }

  /**
   * @return the call, if its argument is complete
   * @throws FrameException when no honest node sends such a call
   */
  @Nullable InCall call(Frame.Call head) {
    if (++received > limit) {
      throw new FrameException("call " + received + " of this exchange comes; " + limit + " were allowed");
    }
    if (head.task() >= serving.tasks().size()) {
      throw new FrameException(
          "task " + head.task() + " is called; there are " + serving.tasks().size());
    }
    InCall call =
        new InCall(this, head, new PayloadAssembly(head.tag(), head.length(), head.piece(), serving.maxPayloadBytes()));
    if (calls.putIfAbsent(head.id(), call) != null) {
      throw new FrameException("call " + head.id() + " is sent again before it is answered");
    }
    return call.argument.complete() ? call : null;
  }

  /**
   * @return the call, if its argument is complete
   */
  @Nullable InCall piece(Frame.CallPiece frame) {
    InCall call = calls.get(frame.id());
    if (call == null) {
      throw new FrameException("a piece of call " + frame.id() + ", which is not under way");
    }
    call.argument.add(frame.piece());
    return call.argument.complete() ? call : null;
  }

  void abort(long id) {
    InCall call = calls.get(id);
    if (call != null) { // else its answer is on its way
      call.abort();
    }
  }

  /** The answer's first frame. */
  Frame.Reply finish(InCall call, Frame.Ending ending, CarriedPayload outcome) {
    calls.remove(call.head.id());
    finished++;
    return new Frame.Reply(call.head.id(), ending, limit(), outcome.tag(), outcome.bytes().length, outcome.piece(0));
  }

  /** Nobody waits for answers any more. */
  void end() {
    ended = true;
    calls.values().forEach(InCall::abort);
    calls.clear();
  }
}
