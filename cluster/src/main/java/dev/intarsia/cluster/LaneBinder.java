package dev.intarsia.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which node each remote lane of one part calls: the nodes are divided among the lanes, and again when one comes or goes. */
@SuppressWarnings("ReferenceEquality") // this very node
final class LaneBinder {
  private final List<String> tasks;
  private final String digest;
  private final List<RemoteExecutor> lanes = new ArrayList<>();
  private List<RemoteNode> nodes = List.of();
  private @Nullable String removed;

  LaneBinder(List<String> tasks, String digest) {
    this.tasks = tasks;
    this.digest = digest;
  }

  /**
   * @throws IllegalStateException when this node is out of the cluster
   */
  synchronized void checkOpen() {
    if (removed != null) {
      throw new IllegalStateException(removed);
    }
  }

  synchronized void add(RemoteExecutor lane) {
    checkOpen();
    lanes.add(lane);
    divide();
  }

  synchronized void remove(RemoteExecutor lane) {
    lanes.remove(lane);
    divide();
  }

  /** The nodes that there are now, or something of one has changed. */
  synchronized void changed(Collection<RemoteNode> all) {
    nodes =
        all.stream().filter(node -> node.open() && node.serves(tasks, digest)).toList();
    divide();
    lanes.forEach(RemoteExecutor::look);
  }

  /** A lane has given back credits that others may wait for. */
  synchronized void look() {
    lanes.forEach(RemoteExecutor::look);
  }

  synchronized void removed(String why) {
    removed = why;
    lanes.forEach(lane -> lane.removed(why));
  }

  private void divide() {
    for (RemoteExecutor lane : lanes) {
      RemoteNode now = lane.target();
      RemoteNode rarest = rarest();
      boolean gone = now != null && !nodes.contains(now);
      if (now == null || gone) {
        if (now != rarest) {
          lane.target(rarest);
        }
      } else if (rarest != null && count(now) > count(rarest) + 1) {
        lane.target(rarest);
      }
    }
  }

  private @Nullable RemoteNode rarest() {
    RemoteNode best = null;
    for (RemoteNode node : nodes) {
      if (best == null || count(node) < count(best)) {
        best = node;
      }
    }
    return best;
  }

  private long count(RemoteNode node) {
    return lanes.stream().filter(lane -> lane.target() == node).count();
  }
}
