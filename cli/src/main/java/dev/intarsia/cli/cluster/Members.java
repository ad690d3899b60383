package dev.intarsia.cli.cluster;

import dev.intarsia.cluster.ClusterNode;
import dev.intarsia.cluster.MemberStatus;
import dev.intarsia.cluster.pekko.PekkoTransport;
import java.time.Duration;
import java.util.List;

/** What the members of a cluster say of themselves, once they have said it. */
final class Members {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final long LOOK_MS = 50;
  private static final int STABLE_LOOKS = 10;

  private Members() {}

  /** Waits until as many members as there are have introduced themselves, or were refused, and no other one comes. */
  static List<MemberStatus> heard(PekkoTransport transport, ClusterNode node) throws InterruptedException {
    long start = System.nanoTime();
    int stable = 0;
    int before = -1;
    while (stable < STABLE_LOOKS && System.nanoTime() - start < LIMIT.toNanos()) {
      Thread.sleep(LOOK_MS);
      int known = node.members().size() + node.refusals().size();
      stable = known == before && known > 0 && known >= transport.members().size() ? stable + 1 : 0;
      before = known;
    }
    return node.members();
  }
}
