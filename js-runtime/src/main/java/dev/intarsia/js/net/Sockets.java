package dev.intarsia.js.net;

import dev.intarsia.bridge.spawn.SocketPairs;
import dev.intarsia.js.loop.EventLoop;
import dev.intarsia.js.realm.JsRealm;
import dev.intarsia.js.realm.ProgramRole;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** The open sockets of one realm, by number. All methods belong to the realm's thread. */
public final class Sockets implements SocketEvents, AutoCloseable {
  private static final int LARGEST_BACKLOG = 65_535;

  private static final AtomicBoolean CHANNEL_TAKEN = new AtomicBoolean();

  private final JsRealm realm;
  private final NetGuard guard;
  private final Map<Integer, Handle> open = new HashMap<>();
  private @Nullable Value listener;
  private int nextId = 1;

  Sockets(JsRealm realm) {
    this.realm = realm;
    this.guard = new NetGuard(realm.permissions());
  }

  /** Those of a realm. */
  public static Sockets of(JsRealm realm) {
    return realm.state(Sockets.class, () -> new Sockets(realm));
  }

  /**
   * Takes over a connected socket.
   *
   * @return its number
   */
  public int adopt(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    return add(channel).id();
  }

  /**
   * Takes over the channel to the program that has started this one, once.
   *
   * @return its number, or an error number
   */
  int openChannel(int descriptor) {
    boolean given =
        realm.program() != null && String.valueOf(descriptor).equals(System.getenv(ProgramRole.CHANNEL_VARIABLE));
    if (!given || !CHANNEL_TAKEN.compareAndSet(false, true)) {
      return SystemErrors.EBADF;
    }
    try {
      return adopt(SocketPairs.adopt(descriptor));
    } catch (IOException | RuntimeException failed) {
      return SystemErrors.number(failed);
    }
  }

  NetGuard guard() {
    return guard;
  }

  EventLoop loop() {
    return realm.loop();
  }

  /**
   * @param newListener gets (socket, event, status, bytes)
   */
  void listener(Value newListener) {
    listener = newListener;
  }

  @Override
  public void on(int socket, int event, int status) {
    if (event == CLOSED) {
      open.remove(socket);
    }
    Objects.requireNonNull(listener, "no listener").executeVoid(socket, event, status, realm.undefined());
  }

  @Override
  public void read(int socket, byte[] bytes) {
    Objects.requireNonNull(listener, "no listener").executeVoid(socket, READ, bytes.length, realm.uint8Array(bytes));
  }

  /** Gives the new socket's number, or an error number. */
  int connect(String host, int port, String localHost, int localPort) {
    InetAddress address = InetAddress.ofLiteral(host);
    if (!guard.mayConnect(address, port)) {
      return SystemErrors.EACCES;
    }
    try {
      SocketChannel channel = SocketChannel.open();
      if (!localHost.isEmpty() || localPort > 0) {
        InetAddress local =
            localHost.isEmpty() ? new InetSocketAddress(0).getAddress() : InetAddress.ofLiteral(localHost);
        bind(channel, new InetSocketAddress(local, localPort));
      }
      return connect(channel, new InetSocketAddress(address, port));
    } catch (IOException | RuntimeException failed) {
      return SystemErrors.number(failed);
    }
  }

  private static void bind(SocketChannel channel, SocketAddress local) throws IOException {
    try {
      channel.bind(local);
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  /** As above, to a socket in the file system. */
  int connectFile(String path) {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(realm.cwd().resolve(path));
    if (!guard.mayUse(address)) {
      return SystemErrors.EACCES;
    }
    try {
      return connect(SocketChannel.open(StandardProtocolFamily.UNIX), address);
    } catch (IOException | RuntimeException failed) {
      return SystemErrors.number(failed);
    }
  }

  private int connect(SocketChannel channel, SocketAddress address) throws IOException {
    channel.configureBlocking(false);
    Connection connection = add(channel);
    int status = connection.connect(address);
    if (status < 0) {
      connection.close();
      return status;
    }
    return connection.id();
  }

  private Connection add(SocketChannel channel) {
    Connection connection = new Connection(nextId++, realm.loop(), this, channel);
    open.put(connection.id(), connection);
    return connection;
  }

  /** Gives the new listener's number, or an error number. */
  int listen(String host, int port, boolean onlyIpv6, int backlog) {
    InetAddress address = InetAddress.ofLiteral(host);
    if (!guard.mayListen(address, port)) {
      return SystemErrors.EACCES;
    }
    // The JDK's sockets of both families: one of IPv6 alone is bound to :: with IPv4 left out by nothing but this.
    boolean both = address instanceof Inet6Address && !onlyIpv6;
    try {
      ServerSocketChannel channel = both || address instanceof Inet6Address
          ? ServerSocketChannel.open()
          : ServerSocketChannel.open(StandardProtocolFamily.INET);
      return listen(channel, new InetSocketAddress(address, port), backlog);
    } catch (IOException | RuntimeException failed) {
      return SystemErrors.number(failed);
    }
  }

  /** As above, on a new socket in the file system. */
  int listenFile(String path, int backlog) {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(realm.cwd().resolve(path));
    if (!guard.mayUse(address)) {
      return SystemErrors.EACCES;
    }
    try {
      return listen(ServerSocketChannel.open(StandardProtocolFamily.UNIX), address, backlog);
    } catch (IOException | RuntimeException failed) {
      return SystemErrors.number(failed);
    }
  }

  private int listen(ServerSocketChannel channel, SocketAddress address, int backlog) throws IOException {
    try {
      channel.configureBlocking(false);
      channel.bind(address, Math.min(backlog, LARGEST_BACKLOG));
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
    int id = nextId++;
    open.put(id, new Listener(id, realm.loop(), this, channel, client -> accepted(id, client)));
    return id;
  }

  private void accepted(int server, SocketChannel client) {
    on(server, ACCEPTED, add(client).id());
  }

  @Nullable Handle handle(int id) {
    return open.get(id);
  }

  @Nullable Connection connection(int id) {
    return open.get(id) instanceof Connection connection && connection.open() ? connection : null;
  }

  /** Address, port and family of one end; nothing where there is none. */
  List<Object> address(int id, boolean remote, boolean mapped) {
    try {
      return switch (open.get(id)) {
        case Connection connection -> Addresses.parts(remote ? connection.remote() : connection.local(), mapped);
        case Listener listening -> Addresses.parts(listening.local(), mapped);
        case null, default -> List.of();
      };
    } catch (IOException closed) {
      return List.of();
    }
  }

  /** Closes what a program has left open. */
  @Override
  public void close() {
    new ArrayList<>(open.values()).forEach(Handle::close);
    open.clear();
  }
}
