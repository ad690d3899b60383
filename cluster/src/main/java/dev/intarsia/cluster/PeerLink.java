package dev.intarsia.cluster;

import dev.intarsia.cluster.frame.CarriedPayload;
import dev.intarsia.cluster.frame.Frame;
import dev.intarsia.cluster.frame.FrameCodec;
import dev.intarsia.cluster.frame.FrameException;
import dev.intarsia.cluster.transport.Member;
import dev.intarsia.cluster.transport.Transport;
import java.util.concurrent.atomic.AtomicLong;
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

  /** Epochs of this process; those of a later link are higher. */
  private static final AtomicLong EPOCHS = new AtomicLong(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Member member;
  private final Transport transport;
  private final Serving serving;
  private final Owner owner;
  private final long silenceNs;
  private long outEpoch = EPOCHS.getAndIncrement();
  private long sent;
  private long inEpoch;
  private long lowestEpoch;
  private long read;
  private long heardNs;
  private Frame.@Nullable Hello theirs;
  private @Nullable RemoteNode remote;
  private @Nullable ServedPeer served;
  private boolean closed;

  PeerLink(Member member, Transport transport, Serving serving, Owner owner, long silenceNs) {
    this.member = member;
    this.transport = transport;
    this.serving = serving;
    this.owner = owner;
    this.silenceNs = silenceNs;
  }

  void receive(byte[] bytes, long nowNs) {
    ServedPeer.InCall ready = null;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      heardNs = nowNs;
      ready = take(FrameCodec.decode(bytes));
    } catch (FrameException e) {
      refuse(String.valueOf(e.getMessage()));
    } finally {
      lock.unlock();
    }
    if (ready != null) {
      ServedPeer.InCall call = ready;
      serving.run(call, (ending, outcome) -> answer(call, ending, outcome));
    }
  }

  private ServedPeer.@Nullable InCall take(FrameCodec.Numbered numbered) {
    if (numbered.frame() instanceof Frame.Hello hello) {
      hello(numbered.epoch(), hello);
      return null;
    }
    if (numbered.epoch() < inEpoch || numbered.epoch() < lowestEpoch) {
      return null; // of an exchange that is over
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
      theirs = hello;
      if (wasEstablished && hello.accepted() != outEpoch) {
        newEpoch();
      }
      sendHello();
    }
    if (hello.accepted() == outEpoch) {
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
      case Frame.Hello _ -> throw new IllegalStateException();
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
    } finally {
      lock.unlock();
    }
  }

  /** Sends a frame and the rest of its payload, unless this exchange is over. */
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
      put(pieces.apply(payload.piece(at)));
    }
  }

  private void put(Frame frame) {
    transport.send(member, FrameCodec.encode(new FrameCodec.Numbered(outEpoch, ++sent, frame)));
  }

  private void sendHello() {
    Frame hello = new Frame.Hello(inEpoch, serving.digest(), serving.tasks());
    transport.send(member, FrameCodec.encode(new FrameCodec.Numbered(outEpoch, 0, hello)));
  }

  private void newEpoch() {
    outEpoch = EPOCHS.getAndIncrement();
    sent = 0;
  }

  private void beginAnew(String why) {
    end(why);
    lowestEpoch = Math.max(lowestEpoch, inEpoch);
    inEpoch = 0;
    theirs = null;
    newEpoch();
    sendHello();
  }

  private void end(String why) {
    RemoteNode node = remote;
    ServedPeer peer = served;
    remote = null;
    served = null;
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
