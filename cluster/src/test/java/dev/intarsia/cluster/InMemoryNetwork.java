package dev.intarsia.cluster;

import dev.intarsia.cluster.transport.Member;
import dev.intarsia.cluster.transport.Transport;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Members of one JVM; one thread delivers. A fault sees each message and says how many times it arrives. */
final class InMemoryNetwork implements AutoCloseable {
  @FunctionalInterface
  interface Fault {
    int copies(Member from, Member to, byte[] bytes);
  }

  private final ExecutorService deliverer =
      Executors.newSingleThreadExecutor(task -> Thread.ofPlatform().daemon().unstarted(task));
  private final Map<Member, Transport.Listener> members = new ConcurrentHashMap<>();
  private volatile Fault fault = (from, to, bytes) -> 1;

  void fault(Fault newFault) {
    fault = newFault;
  }

  Transport transport(String name) {
    return new Endpoint(new Member(name + "#1", name));
  }

  /** Has a message arrive that nobody checked. */
  void deliver(Member from, Member to, byte[] bytes) {
    deliverer.execute(() -> {
      Transport.Listener listener = members.get(to);
      if (listener != null && members.containsKey(from)) {
        listener.received(from, bytes);
      }
    });
  }

  /** Everybody sees the member go; it sees the others go. */
  void kill(Member gone) {
    deliverer.execute(() -> {
      Transport.Listener listener = members.remove(gone);
      members.values().forEach(other -> other.left(gone));
      if (listener != null) {
        listener.removed("this node was cut off");
      }
    });
  }

  @Override
  public void close() {
    deliverer.shutdownNow();
  }

  private final class Endpoint implements Transport {
    private final Member self;

    Endpoint(Member self) {
      this.self = self;
    }

    @Override
    public void start(Listener listener) {
      deliverer.execute(() -> {
        members.forEach((other, theirs) -> {
          theirs.joined(self);
          listener.joined(other);
        });
        members.put(self, listener);
      });
    }

    @Override
    public Member self() {
      return self;
    }

    @Override
    public Set<Member> members() {
      return members.keySet().stream().filter(member -> !member.equals(self)).collect(Collectors.toSet());
    }

    @Override
    public void send(Member to, byte[] bytes) {
      int copies = fault.copies(self, to, bytes);
      for (int i = 0; i < copies; i++) {
        deliver(self, to, bytes);
      }
    }

    @Override
    public void close() {
      if (!deliverer.isShutdown()) {
        kill(self);
      }
    }
  }
}
