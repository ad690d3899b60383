package dev.intarsia.cluster.pekko;

import dev.intarsia.cluster.transport.Member;
import dev.intarsia.cluster.transport.Transport;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.UniqueAddress;
import org.jspecify.annotations.Nullable;

/** Receives the frames of all members and what becomes of these. One thread at a time: its listener sees events in order. */
final class FrameActor extends AbstractActor {
  private static final System.Logger LOG = System.getLogger(FrameActor.class.getName());

  private final PekkoTransport transport;
  private final Transport.Listener listener;
  private final Cluster cluster;
  private final Map<UniqueAddress, Member> members = new HashMap<>();
  /** Who sent a frame before. */
  private final Map<ActorRef, Member> senders = new HashMap<>();

  FrameActor(PekkoTransport transport, Transport.Listener listener, Cluster cluster) {
    this.transport = transport;
    this.listener = listener;
    this.cluster = cluster;
  }

  @Override
  public void preStart() {
    cluster.subscribe(
        getSelf(),
        ClusterEvent.initialStateAsEvents(),
        ClusterEvent.MemberEvent.class,
        ClusterEvent.ReachabilityEvent.class);
  }

  @Override
  public void postStop() {
    cluster.unsubscribe(getSelf());
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(byte[].class, this::frame)
        .match(ClusterEvent.MemberUp.class, event -> joined(event.member().uniqueAddress()))
        .match(ClusterEvent.MemberWeaklyUp.class, event -> joined(event.member().uniqueAddress()))
        .match(ClusterEvent.MemberDowned.class, event -> left(event.member().uniqueAddress()))
        .match(ClusterEvent.MemberRemoved.class, event -> left(event.member().uniqueAddress()))
        .match(
            ClusterEvent.UnreachableMember.class, event -> reach(event.member().uniqueAddress(), "does not answer"))
        .match(ClusterEvent.ReachableMember.class, event -> reach(event.member().uniqueAddress(), "answers again"))
        .matchAny(_ -> {}) // the other events; from peers, nothing that is not bytes is looked at
        .build();
  }

  private void joined(UniqueAddress address) {
    if (!address.equals(cluster.selfUniqueAddress()) && !members.containsKey(address)) {
      Member member = PekkoTransport.member(address);
      members.put(address, member);
      transport.add(member, address);
      listener.joined(member);
    }
  }

  private void reach(UniqueAddress address, String what) {
    Member member = members.get(address);
    if (member != null) {
      LOG.log(System.Logger.Level.WARNING, "Node {0} {1}", member, what);
    }
  }

  private void left(UniqueAddress address) {
    Member member = members.remove(address);
    if (member != null) {
      senders.values().removeIf(member::equals);
      transport.remove(member);
      listener.left(member);
    }
  }

  private void frame(byte[] bytes) {
    ActorRef sender = getSender();
    Member from = senders.get(sender);
    if (from == null) {
      from = find(sender);
      if (from == null) {
        return; // not known as a member yet, or any more: a member says hello again
      }
      senders.put(sender, from);
    }
    listener.received(from, bytes);
  }

  private @Nullable Member find(ActorRef sender) {
    for (Map.Entry<UniqueAddress, Member> entry : members.entrySet()) {
      if (PekkoTransport.actorName(entry.getKey()).equals(sender.path().name())
          && entry.getKey().address().equals(sender.path().address())) {
        return entry.getValue();
      }
    }
    return null;
  }
}
