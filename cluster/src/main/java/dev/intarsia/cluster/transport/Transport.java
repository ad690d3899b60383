package dev.intarsia.cluster.transport;

import java.util.Set;

/**
 * Membership and bytes. A transport may lose messages and repeat them: nodes number their frames and notice it. It keeps no
 * queue of its own for a member that does not read; how much is under way is bounded by the credits that nodes give.
 */
public interface Transport extends AutoCloseable {
  /** The largest message that nodes send, in bytes. */
  int MAX_MESSAGE_BYTES = 128 * 1024;

  /** What a transport tells its node. Calls about one member come one after the other. */
  interface Listener {
    void joined(Member member);

    /**
     * A message has come.
     *
     * @param bytes the listener's own from now on; anything at all, from a peer that is not trusted
     */
    void received(Member from, byte[] bytes);

    /** The member is gone for good, or the cluster has decided that it is. */
    void left(Member member);

    /** This process itself is out of the cluster: it is in the minority of a partition, or was told to leave. Once. */
    void removed(String reason);
  }

  /** Starts telling; members that are there already are told at once. Called once. */
  void start(Listener listener);

  /** This process. */
  Member self();

  /** The others that can be sent to now. */
  Set<Member> members();

  /** Sends without waiting. Messages of one thread to one member keep their order; one to a member that is gone is dropped. */
  void send(Member to, byte[] bytes);

  /** Leaves the cluster. */
  @Override
  void close();
}
