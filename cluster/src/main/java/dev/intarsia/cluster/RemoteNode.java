package dev.intarsia.cluster;

import dev.intarsia.cluster.frame.CarriedPayload;
import dev.intarsia.cluster.frame.Frame;
import dev.intarsia.cluster.frame.FrameException;
import dev.intarsia.cluster.transport.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Another node as its callers see it, for as long as one numbering of frames lasts. */
final class RemoteNode {
  /** Unanswered calls at most, whatever the node offers. */
  private static final int MAX_UNANSWERED = 4096;

  private final PeerLink link;
  private final Member member;
  private final String digest;
  private final Map<String, Integer> tasks = new HashMap<>();
  private final Map<Long, OutCall> unanswered = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private final int maxPayloadBytes;
  /** Calls that may have been sent, all in all; only grows. Guarded by this. */
  private long limit;
  /** Calls sent, and credits that somebody holds to send one. Guarded by this. */
  private long taken;

  private volatile boolean draining;
  private volatile int slots;
  private volatile int underWay;
  private volatile @Nullable String ended;

  RemoteNode(PeerLink link, Member member, Frame.Hello hello, int maxPayloadBytes) {
    this.link = link;
    this.member = member;
    this.digest = hello.digest();
    this.maxPayloadBytes = maxPayloadBytes;
    for (int i = 0; i < hello.tasks().size(); i++) {
      tasks.put(hello.tasks().get(i), i);
    }
  }

  Member member() {
    return member;
  }

  /** Whether it serves all these tasks from the same sources. */
  boolean serves(List<String> names, String callersDigest) {
    return digest.equals(callersDigest) && tasks.keySet().containsAll(names);
  }

  MemberStatus status() {
    List<String> names = tasks.keySet().stream().sorted().toList();
    return new MemberStatus(member.address(), digest, names, slots, underWay, draining);
  }

  /** Whether it takes new calls. */
  boolean open() {
    return ended == null && !draining;
  }

  /** Why nothing is exchanged with it any more; null while something is. */
  @Nullable String ended() {
    return ended;
  }

  int maxPayloadBytes() {
    return maxPayloadBytes;
  }

  /**
   * Takes credits.
   *
   * @return how many, 0 to {@code most}
   */
  synchronized int reserve(int most) {
    if (!open()) {
      return 0;
    }
    int got = (int) Math.max(0, Math.min(Math.min(most, limit - taken), MAX_UNANSWERED - unanswered.size()));
    taken += got;
    return got;
  }

  /**
   * Gives credits back that no call was sent with.
   *
   * @return whether there were none meanwhile: lanes may wait for it
   */
  synchronized boolean release(int credits) {
    boolean none = limit <= taken;
    taken -= credits;
    return none && limit > taken;
  }

  synchronized boolean hasCredit() {
    return open() && limit > taken;
  }

  /**
   * Makes a call with a credit in hand; it is sent with the {@link #flush}.
   *
   * @return false when the exchange has ended: it was not sent
   */
  boolean call(OutCall call, String task, CarriedPayload argument, long budgetMs) {
    Integer index = tasks.get(task);
    if (index == null) {
      throw new IllegalStateException(member + " does not serve \"" + task + "\"");
    }
    call.id = lastId.incrementAndGet();
    unanswered.put(call.id, call);
    byte[] first = argument.piece(0);
    int length = argument.bytes().length;
    Frame head = new Frame.Call(call.id, index, budgetMs, call.reply.signalled(), argument.tag(), length, first);
    boolean sent = link.send(this, head, argument, piece -> new Frame.CallPiece(call.id, piece));
    if (!sent) {
      unanswered.remove(call.id);
    }
    return sent;
  }

  /** Sends the calls and aborts of a batch. */
  void flush() {
    link.flush();
  }

  void abort(OutCall call) {
    link.send(this, new Frame.Abort(call.id));
  }

  // What the link tells, on its receiving thread.

  void drains() {
    draining = true;
  }

  /**
   * @return whether there are credits, and were none before: lanes may wait for it
   */
  boolean credit(Frame.Credit frame) {
    slots = frame.slots();
    underWay = frame.underWay();
    return credit(frame.limit());
  }

  private synchronized boolean credit(long newLimit) {
    boolean none = limit <= taken;
    limit = Math.max(limit, newLimit);
    return none && limit > taken;
  }

  /**
   * @return as {@link #credit}
   */
  boolean reply(Frame.Reply frame) {
    boolean freed = credit(frame.limit());
    OutCall call = unanswered.get(frame.id());
    if (call == null || call.result != null) {
      throw new FrameException("call " + frame.id() + " is answered, and does not wait for an answer");
    }
    call.ending = frame.ending();
    call.result = new PayloadAssembly(frame.tag(), frame.length(), frame.piece(), maxPayloadBytes);
    settleIfComplete(call, call.result);
    return freed;
  }

  void replyPiece(Frame.ReplyPiece frame) {
    OutCall call = unanswered.get(frame.id());
    PayloadAssembly result = call == null ? null : call.result;
    if (call == null || result == null) {
      throw new FrameException("a piece of an answer to call " + frame.id() + ", which waits for none");
    }
    result.add(frame.piece());
    settleIfComplete(call, result);
  }

  private void settleIfComplete(OutCall call, PayloadAssembly result) {
    if (result.complete()) {
      unanswered.remove(call.id);
      call.owner.answered(call);
    }
  }

  /** Nothing comes from it any more. */
  void end(String why) {
    ended = why;
  }
}
