package dev.intarsia.cluster.pekko;

import dev.intarsia.cluster.transport.Member;
import dev.intarsia.cluster.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider;
import org.jspecify.annotations.Nullable;

/**
 * Members of an Apache Pekko cluster; bytes go over its TCP transport, with mutual TLS where they leave the machine.
 *
 * <pre>{@code
 * PekkoTransport.builder().address("10.0.0.7", 7355).join("10.0.0.5:7355").tls(new PemFiles(cert, key, authority)).open()
 * }</pre>
 *
 * After a partition the side with the majority of the serving members goes on; the other leaves the cluster. A process that
 * was left out opens a new transport to come back.
 */
public final class PekkoTransport implements Transport {
  private static final String SYSTEM = "intarsia";
  private static final String PROTOCOL = "pekko";

  private final ExtendedActorSystem system;
  private final Cluster cluster;
  private final Member self;
  private final List<Address> seeds;
  private final Duration leaveLimit;
  private final Map<Member, ActorRef> actors = new ConcurrentHashMap<>();
  private final CountDownLatch joined = new CountDownLatch(1);
  private volatile @Nullable ActorRef frames;

  private PekkoTransport(Builder options) {
    seeds = options.seeds.stream().map(PekkoTransport::address).toList();
    leaveLimit = options.leaveLimit;
    system = (ExtendedActorSystem)
        ActorSystem.create(SYSTEM, PekkoSettings.of(options), PekkoTransport.class.getClassLoader());
    if (options.pem != null) {
      checkCertificates();
    }
    cluster = Cluster.get(system);
    self = member(cluster.selfUniqueAddress());
  }

  /** A node on 127.0.0.1 at any port, until told otherwise. */
  public static Builder builder() {
    return new Builder();
  }

  /** Pekko would find it out with the first connection, and tell only the log. */
  private void checkCertificates() {
    try {
      Object _ = new RotatingKeysSSLEngineProvider(system).getSSLContext();
    } catch (Exception e) { // Scala's code throws checked exceptions that it does not declare
      system.terminate();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalArgumentException(
          "The certificate files of this node can't be used: " + cause.getMessage()
              + "; they must be PEM, and the key an RSA key",
          e);
    }
  }

  static Member member(UniqueAddress address) {
    Address at = address.address();
    String where =
        at.getHost().orElse("?") + ":" + at.getPort().map(String::valueOf).orElse("?");
    return new Member(where + "#" + Long.toHexString(address.longUid()), where);
  }

  /** The name says which start of the process is meant: nothing for one that is gone reaches its successor. */
  static String actorName(UniqueAddress address) {
    return "frames-" + Long.toHexString(address.longUid());
  }

  private static Address address(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    try {
      if (colon > 0) {
        return new Address(
            PROTOCOL,
            SYSTEM,
            hostAndPort.substring(0, colon),
            port(Integer.parseInt(hostAndPort.substring(colon + 1))));
      }
    } catch (NumberFormatException e) { // told below
    }
    throw new IllegalArgumentException("'" + hostAndPort + "' is not HOST:PORT");
  }

  private static int port(int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("Port " + port + " does not exist: use 0 to 65535");
    }
    return port;
  }

  @Override
  public void start(Listener listener) {
    cluster.registerOnMemberUp(joined::countDown);
    cluster.registerOnMemberRemoved(() ->
        listener.removed("this node is out of the cluster: it left, or it was on the smaller side of a partition"));
    Props props = Props.create(FrameActor.class, () -> new FrameActor(this, listener, cluster))
        .withDispatcher(PekkoSettings.FRAME_DISPATCHER);
    frames = system.actorOf(props, actorName(cluster.selfUniqueAddress()));
    if (seeds.isEmpty()) {
      cluster.join(cluster.selfAddress());
    } else {
      cluster.joinSeedNodes(seeds);
    }
  }

  /**
   * Waits until this process is a member.
   *
   * @return false when {@code limit} passed first
   */
  public boolean awaitJoined(Duration limit) throws InterruptedException {
    return joined.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  void add(Member member, UniqueAddress address) {
    String path = address.address() + "/user/" + actorName(address);
    actors.put(member, system.provider().resolveActorRef(path));
  }

  void remove(Member member) {
    actors.remove(member);
  }

  @Override
  public Member self() {
    return self;
  }

  @Override
  public Set<Member> members() {
    return Set.copyOf(actors.keySet());
  }

  @Override
  public void send(Member to, byte[] bytes) {
    ActorRef actor = actors.get(to);
    if (actor != null) {
      actor.tell(bytes, frames);
    }
  }

  /** Tells the others that it leaves, and waits until they know, 10 seconds at most by default. */
  @Override
  public void close() {
    system.terminate();
    try {
      Object _ = system.getWhenTerminated().toCompletableFuture().get(leaveLimit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      System.getLogger(PekkoTransport.class.getName())
          .log(System.Logger.Level.WARNING, "Leaving the cluster did not end in order", e);
    }
  }

  /** What a transport is told before it opens. */
  public static final class Builder {
    String host = "127.0.0.1";
    int port;
    String bindHost = "";
    int bindPort;
    String outgoingHost = "";
    boolean callsOnly;
    boolean insecure;

    @Nullable PemFiles pem;

    Duration stableAfter = Duration.ofSeconds(7);
    private Duration leaveLimit = Duration.ofSeconds(10);
    private final List<String> seeds = new ArrayList<>();

    private Builder() {}

    /**
     * How the other members reach this one: they and their {@link #join} must write the host just so.
     *
     * @param newPort 0 takes any that is free
     */
    public Builder address(String newHost, int newPort) {
      host = newHost;
      port = port(newPort);
      return this;
    }

    /** Where this process listens, when that is not its address: behind a proxy, or {@code 0.0.0.0} in a container. */
    public Builder bind(String newHost, int newPort) {
      bindHost = newHost;
      bindPort = port(newPort);
      return this;
    }

    /** The local address that connections to other members come from. */
    public Builder connectFrom(String localHost) {
      outgoingHost = localHost;
      return this;
    }

    /**
     * A member to ask for admission, {@code HOST:PORT} as that member's {@link #address} has it; may be said more than once.
     * Without any, this process begins a cluster. The first one may be this process itself: it begins a cluster when none of
     * the others answers.
     */
    public Builder join(String hostAndPort) {
      seeds.add(hostAndPort);
      return this;
    }

    /** This process only calls: it has no say in which side of a partition goes on. */
    public Builder callsOnly() {
      callsOnly = true;
      return this;
    }

    /** Encrypts, and talks only with who has a certificate of the same authority and subject. */
    public Builder tls(PemFiles files) {
      pem = files;
      return this;
    }

    /** Lets plain text leave this machine: for a network that is protected by other means. */
    public Builder insecure() {
      insecure = true;
      return this;
    }

    /**
     * How long members must have been unreachable before the smaller side of a partition leaves and the others are given up.
     * Default 7 seconds, right for some ten members; 20 for a hundred.
     */
    public Builder stableAfter(Duration time) {
      stableAfter = time;
      return this;
    }

    /** How long {@link PekkoTransport#close} waits at most. Default 10 seconds. */
    public Builder leaveLimit(Duration limit) {
      leaveLimit = limit;
      return this;
    }

    /**
     * Listens, and does not join before {@link Transport#start}.
     *
     * @throws IllegalStateException when the address is not this machine's own and there are neither certificates nor {@link
     *     #insecure}
     */
    public PekkoTransport open() {
      return new PekkoTransport(this);
    }
  }
}
