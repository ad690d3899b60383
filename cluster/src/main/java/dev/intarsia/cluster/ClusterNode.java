package dev.intarsia.cluster;

import dev.intarsia.cluster.transport.Member;
import dev.intarsia.cluster.transport.Transport;
import dev.intarsia.host.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * This process as a node: it serves tasks to the other members, and {@link RemoteWorkers} call theirs through it.
 *
 * <pre>{@code
 * ClusterNode.builder(transport).serve(JavaWorkers.of(2).task(CUBE, x -> x * x * x)).digest("v7").open()
 * }</pre>
 */
public final class ClusterNode implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ClusterNode.class.getName());

  private final Transport transport;
  private final Serving serving;
  private final Duration beat;
  private final int silentBeats;
  private final Map<Member, PeerLink> links = new ConcurrentHashMap<>();
  private final Map<Member, RemoteNode> nodes = new ConcurrentHashMap<>();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();
  private final List<LaneBinder> binders = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
      task -> Thread.ofPlatform().daemon().name("intarsia cluster clock").unstarted(task));
  /** Sends answers of which several come at once. */
  private final ExecutorService flusher = Executors.newSingleThreadExecutor(
      task -> Thread.ofPlatform().daemon().name("intarsia cluster sender").unstarted(task));

  private volatile @Nullable String removed;

  private ClusterNode(Builder builder) {
    transport = builder.transport;
    serving = new Serving(builder.parts, builder.digest, builder.slots, builder.maxPayloadBytes);
    beat = builder.beat;
    silentBeats = builder.silentBeats;
  }

  /** A node of this transport. */
  public static Builder builder(Transport transport) {
    return new Builder(transport);
  }

  private ClusterNode begin() {
    transport.start(new Ears());
    long ns = beat.toNanos();
    ScheduledFuture<?> _ = clock.scheduleAtFixedRate(this::tick, ns, ns, TimeUnit.NANOSECONDS);
    return this;
  }

  private void tick() {
    links.values().forEach(link -> link.tick(System.nanoTime()));
  }

  /** Members that this node does not listen to, by address, and why. */
  public Map<String, String> refusals() {
    return new TreeMap<>(refusals);
  }

  /** The other members that this node exchanges frames with, by address. */
  public List<MemberStatus> members() {
    return nodes.values().stream()
        .map(RemoteNode::status)
        .sorted(Comparator.comparing(MemberStatus::address))
        .toList();
  }

  /**
   * Why this process is out of the cluster: it closed, or it was on the smaller side of a partition. It does not come back; open a
   * new node for that.
   *
   * @return empty while it belongs to the cluster, and before it has joined
   */
  public Optional<String> outOfCluster() {
    return Optional.ofNullable(removed);
  }

  /** Calls of other nodes that run here. */
  public int underWay() {
    return links.values().stream().mapToInt(PeerLink::underWay).sum();
  }

  /**
   * Takes no new calls from other nodes and waits until those under way are answered. Calls that were sent before their callers
   * knew of it are served too, if they come within two beats.
   *
   * @return false when {@code limit} passed first
   */
  public boolean drain(Duration limit) throws InterruptedException {
    serving.drain();
    links.values().forEach(PeerLink::drain);
    long start = System.nanoTime();
    int quiet = 0;
    while (quiet < 2) {
      if (System.nanoTime() - start > limit.toNanos()) {
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(beat.toNanos());
      quiet = underWay() == 0 ? quiet + 1 : 0;
    }
    return true;
  }

  LaneBinder binder(List<String> tasks, @Nullable String digest) {
    LaneBinder binder = new LaneBinder(tasks, digest == null ? serving.digest() : digest);
    binders.add(binder);
    String gone = removed;
    if (gone != null) {
      binder.removed(gone);
    }
    binder.changed(nodes.values());
    return binder;
  }

  /** Leaves the cluster. Calls under way fail; {@link #drain} first where none shall. */
  @Override
  public void close() {
    new Ears().removed("this node has left the cluster");
    clock.shutdownNow();
    transport.close();
    serving.close();
    flusher.shutdown();
  }

  private final class Ears implements Transport.Listener, PeerLink.Owner {
    @Override
    public void joined(Member member) {
      if (removed == null) {
        PeerLink link = new PeerLink(member, transport, serving, this, flusher, beat.toNanos() * silentBeats);
        links.put(member, link);
        link.tick(System.nanoTime());
      }
    }

    @Override
    public void received(Member from, byte[] bytes) {
      PeerLink link = links.get(from);
      if (link != null) {
        link.receive(bytes, System.nanoTime());
      }
    }

    @Override
    public void left(Member member) {
      PeerLink link = links.remove(member);
      if (link != null) {
        link.close(member + " left the cluster");
        refusals.remove(member.address());
      }
    }

    @Override
    public void removed(String reason) {
      removed = reason;
      binders.forEach(binder -> binder.removed(reason));
      links.values().forEach(link -> link.close(reason));
    }

    @Override
    public void changed(Member member, @Nullable RemoteNode now) {
      if (now == null) {
        nodes.remove(member);
      } else {
        nodes.put(member, now);
      }
      binders.forEach(binder -> binder.changed(nodes.values()));
    }

    @Override
    public void refused(Member member, String why) {
      refusals.put(member.address(), why);
      LOG.log(
          System.Logger.Level.WARNING,
          "Node {0} is not listened to until it has left and joined again: {1}",
          member,
          why);
    }
  }

  /** What a node is told before it joins. */
  public static final class Builder {
    private static final int DEFAULT_SLOTS = 64;
    private static final int DEFAULT_MAX_PAYLOAD_BYTES = 8 << 20;
    private static final int DEFAULT_SILENT_BEATS = 10;

    private final Transport transport;
    private final List<Workers> parts = new ArrayList<>();
    private String digest = "";
    private int slots = DEFAULT_SLOTS;
    private int maxPayloadBytes = DEFAULT_MAX_PAYLOAD_BYTES;
    private Duration beat = Duration.ofSeconds(1);
    private int silentBeats = DEFAULT_SILENT_BEATS;

    private Builder(Transport transport) {
      this.transport = transport;
    }

    /** Workers whose tasks other nodes may call. They are this node's own, apart from those of its pools. */
    public Builder serve(Workers part) {
      parts.add(part);
      return this;
    }

    /**
     * What tells versions of the tasks apart: a version, or a hash of the module's files. Nodes call only nodes of the same
     * digest. Empty by default.
     */
    public Builder digest(String text) {
      digest = text;
      return this;
    }

    /** Calls of other nodes that are taken in at once; they are divided among the members. Default 64. */
    public Builder slots(int count) {
      slots = positive(count, "slots");
      return this;
    }

    /** Bytes of one argument or result at most, in both directions. Default 8 MiB. */
    public Builder maxPayloadBytes(int bytes) {
      maxPayloadBytes = positive(bytes, "maxPayloadBytes");
      return this;
    }

    /**
     * How often nodes give a sign of life, and after how many missing ones the calls under way are given up. Default one
     * second, and 10.
     */
    public Builder beat(Duration every, int givenUpAfter) {
      beat = every;
      silentBeats = positive(givenUpAfter, "givenUpAfter");
      return this;
    }

    private static int positive(int value, String option) {
      if (value < 1) {
        throw new IllegalArgumentException(option + " is " + value + "; it must be 1 or more");
      }
      return value;
    }

    /** Starts the workers and joins. */
    public ClusterNode open() {
      return new ClusterNode(this).begin();
    }
  }
}
