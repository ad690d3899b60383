package dev.intarsia.cluster;

import dev.intarsia.cluster.frame.CarriedPayload;
import dev.intarsia.cluster.frame.Frame;
import dev.intarsia.cluster.frame.FrameBatch;
import dev.intarsia.cluster.frame.FrameCodec;
import dev.intarsia.cluster.frame.FrameException;
import dev.intarsia.cluster.transport.Member;
import dev.intarsia.cluster.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The exchange of frames with one member. Frames of each direction are numbered within an epoch: one that comes again is
 * ignored, a missing one ends the epoch, and both ends then forget what was under way and begin with a {@code Hello} again.
 *
 * <p>Both ends are established once each has said in a {@code Hello} that it reads the other's epoch. Until then only {@code
 * Hello} is sent, again with each tick.
 */
@SuppressWarnings("ReferenceEquality") // this very exchange
final class PeerLink {
  /** What the link needs of its node. */
  interface Owner {
    /** The exchange with a member was established, or has ended, or its node drains. Locks of the link are held. */
    void changed(Member member, @Nullable RemoteNode now);

    /** Nothing is exchanged with this member any more. */
    void refused(Member member, String why);
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Member member;
  private final Serving serving;
  private final Owner owner;
  private final Executor flusher;
  private final long silenceNs;
  private final Outbox out;
  private long inEpoch;
  private long lowestEpoch;
  private long read;
  private long toldRead;
  private long heardNs;
  private Frame.@Nullable Hello theirs;
  private @Nullable RemoteNode remote;
  private @Nullable ServedPeer served;
  private boolean closed;
  private boolean flushIsDue;

  PeerLink(Member member, Transport transport, Serving serving, Owner owner, Executor flusher, long silenceNs) {
    this.member = member;
    this.out = new Outbox(member, transport);
    this.flusher = flusher;
    this.serving = serving;
    this.owner = owner;
    this.silenceNs = silenceNs;
  }

  void receive(byte[] bytes, long nowNs) {
    List<ServedPeer.InCall> ready = new ArrayList<>();
    lock.lock();
    try {
      if (closed) {
        return;
      }
      heardNs = nowNs;
      for (byte[] frame : FrameBatch.split(bytes)) {
        ServedPeer.InCall call = take(FrameCodec.decode(frame));
        if (call != null) {
          ready.add(call);
        }
      }
      if (read - toldRead >= Outbox.TOLD_AFTER) {
        tellRead();
      }
      out.flush();
    } catch (FrameException e) {
      refuse(String.valueOf(e.getMessage()));
      return;
    } finally {
      lock.unlock();
    }
    ready.forEach(this::run);
  }

  private void run(ServedPeer.InCall call) {
    try {
      serving.run(call, (ending, outcome) -> answer(call, ending, outcome));
    } catch (RuntimeException e) { // of the pool: the thread that reads goes on
      answer(
          call,
          Frame.Ending.THROWN,
          CarriedPayload.error(e.getClass().getSimpleName(), String.valueOf(e.getMessage())));
    }
  }

  private void tellRead() {
    toldRead = read;
    out.putUnnumbered(new Frame.Read(inEpoch, read));
  }

  private ServedPeer.@Nullable InCall take(FrameCodec.Numbered numbered) {
    if (numbered.frame() instanceof Frame.Hello hello) {
      hello(numbered.epoch(), hello);
      return null;
    }
    if (numbered.epoch() < inEpoch || numbered.epoch() < lowestEpoch) {
      return null; // of an exchange that is over
    }
    if (numbered.frame() instanceof Frame.Read far) {
      if (far.epoch() == out.epoch() && remote != null) {
        out.read(far.sequence());
      }
      return null;
    }
    if (numbered.epoch() > inEpoch || numbered.sequence() > read + 1) {
      beginAnew("frames from " + member + " were lost on the way");
      return null;
    }
    if (numbered.sequence() <= read) {
      return null; // it came before
    }
    read++;
    establish();
    return dispatch(numbered.frame());
  }

  private void hello(long epoch, Frame.Hello hello) {
    if (epoch < inEpoch || epoch < lowestEpoch) {
      return;
    }
    if (epoch > inEpoch) {
      boolean wasEstablished = remote != null;
      end("the exchange with " + member + " began anew");
      inEpoch = epoch;
      read = 0;
      toldRead = 0;
      theirs = hello;
      if (wasEstablished && hello.accepted() != out.epoch()) {
        out.newEpoch();
      }
      sendHello();
    }
    if (hello.accepted() == out.epoch()) {
      establish();
    }
  }

  private void establish() {
    Frame.Hello hello = theirs;
    if (remote != null || hello == null) {
      return;
    }
    serving.callerCame();
    ServedPeer peer = new ServedPeer(serving);
    served = peer;
    RemoteNode node = new RemoteNode(this, member, hello, serving.maxPayloadBytes());
    remote = node;
    put(credit(peer));
    if (serving.draining()) {
      put(new Frame.Drain());
    }
    owner.changed(member, node);
  }

  private ServedPeer.@Nullable InCall dispatch(Frame frame) {
    RemoteNode node = remote;
    ServedPeer peer = served;
    if (node == null || peer == null) {
      return null;
    }
    switch (frame) {
      case Frame.Call call -> {
        return peer.call(call);
      }
      case Frame.CallPiece piece -> {
        return peer.piece(piece);
      }
      case Frame.Abort abort -> peer.abort(abort.id());
      case Frame.Reply reply -> {
        if (node.reply(reply)) {
          owner.changed(member, node);
        }
      }
      case Frame.ReplyPiece piece -> node.replyPiece(piece);
      case Frame.Credit credit -> {
        if (node.credit(credit)) {
          owner.changed(member, node);
        }
      }
      case Frame.Drain _ -> {
        node.drains();
        owner.changed(member, node);
      }
      case Frame.Hello _, Frame.Read _ -> throw new IllegalStateException();
    }
    return null;
  }

  private void answer(ServedPeer.InCall call, Frame.Ending ending, CarriedPayload outcome) {
    lock.lock();
    try {
      ServedPeer peer = served;
      if (peer != call.peer || call.peer.ended()) {
        return; // nobody waits for it any more
      }
      put(peer.finish(call, ending, outcome));
      putRest(outcome, piece -> new Frame.ReplyPiece(call.head.id(), piece));
      if (peer.underWay() == 0) {
        out.flush();
      } else if (!flushIsDue) { // more answers may come together with this one
        flushIsDue = true;
        flusher.execute(this::flush);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Sends what was put. */
  void flush() {
    lock.lock();
    try {
      flushIsDue = false;
      out.flush();
    } finally {
      lock.unlock();
    }
  }

  /** Puts a frame and the rest of its payload, unless this exchange is over. The {@link #flush} is the caller's. */
  boolean send(RemoteNode through, Frame head, CarriedPayload payload, Function<byte[], Frame> pieces) {
    lock.lock();
    try {
      if (remote != through) {
        return false;
      }
      put(head);
      putRest(payload, pieces);
      return true;
    } finally {
      lock.unlock();
    }
  }

  void send(RemoteNode through, Frame frame) {
    lock.lock();
    try {
      if (remote == through) {
        put(frame);
      }
    } finally {
      lock.unlock();
    }
  }

  private Frame.Credit credit(ServedPeer peer) {
    return new Frame.Credit(peer.limit(), serving.slots(), serving.underWay());
  }

  private void putRest(CarriedPayload payload, Function<byte[], Frame> pieces) {
    int length = payload.bytes().length;
    for (int at = FrameCodec.MAX_PIECE_BYTES; at < length; at += FrameCodec.MAX_PIECE_BYTES) {
      int from = at;
      out.put(() -> pieces.apply(payload.piece(from)));
    }
  }

  private void put(Frame frame) {
    out.put(() -> frame);
  }

  private void sendHello() {
    out.putUnnumbered(new Frame.Hello(inEpoch, serving.digest(), serving.tasks()));
    out.flush();
  }

  private void beginAnew(String why) {
    end(why);
    lowestEpoch = Math.max(lowestEpoch, inEpoch);
    inEpoch = 0;
    theirs = null;
    out.newEpoch();
    sendHello();
  }

  private void end(String why) {
    RemoteNode node = remote;
    ServedPeer peer = served;
    remote = null;
    served = null;
    out.drop();
    if (peer != null) {
      serving.callerLeft();
      peer.end();
    }
    if (node != null) {
      node.end(why);
      owner.changed(member, null);
    }
  }

  private void refuse(String why) {
    closed = true;
    end(member + " is no longer listened to: " + why);
    owner.refused(member, why);
  }

  /** Says hello, or that this node lives; begins anew where the other says nothing. */
  void tick(long nowNs) {
    lock.lock();
    try {
      ServedPeer peer = served;
      if (closed) {
        return;
      }
      if (peer == null) {
        sendHello();
      } else if (nowNs - heardNs > silenceNs) {
        beginAnew("nothing was heard of " + member + " for " + silenceNs / 1_000_000 + " ms");
      } else {
        put(credit(peer));
        if (read > toldRead) {
          tellRead();
        }
        out.flush();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Tells the other that this node takes no new calls. */
  void drain() {
    lock.lock();
    try {
      if (served != null) {
        put(new Frame.Drain());
        out.flush();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Calls of the other that run here. */
  int underWay() {
    lock.lock();
    try {
      return served == null ? 0 : served.underWay();
    } finally {
      lock.unlock();
    }
  }

  /** The member has left, or this node leaves. */
  void close(String why) {
    lock.lock();
    try {
      closed = true;
      end(why);
    } finally {
      lock.unlock();
    }
  }
}
