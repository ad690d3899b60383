package dev.intarsia.bridge.spawn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes pairs of connected stream sockets: one end is a channel of this JVM, the other a descriptor for a child. The JDK has no
 * such pairs, so each is a connection over a socket file in a folder that only this user may enter.
 */
public final class SocketPairs implements AutoCloseable {
  private static final int UNIX = 1;
  private static final int STREAM_CLOSED_ON_EXEC = 0x80001;
  private static final int CLOSED_ON_EXEC = 0x80000;
  private static final int ADDRESS_BYTES = 110;
  private static final int PATH_OFFSET = 2;

  private final Path folder;
  private final Path file;
  private final ServerSocketChannel server;

  public SocketPairs() throws IOException {
    folder = Files.createTempDirectory("intarsia");
    file = folder.resolve("s");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(file));
    } catch (IOException | RuntimeException failed) {
      close();
      throw failed;
    }
  }

  /**
   * Two ends.
   *
   * @param far a descriptor of this process, for a child; to be closed by {@link #closeFar} afterwards
   */
  public record Pair(SocketChannel near, int far) {
    public void closeFar() {
      Spawner.close(far);
    }
  }

  public Pair open() throws IOException {
    int far = SystemCalls.call("socket", UNIX, STREAM_CLOSED_ON_EXEC, 0);
    if (far < 0) {
      throw failure("socket", far);
    }
    try (Arena arena = Arena.ofConfined()) {
      int result = SystemCalls.call("connect", far, address(arena).address(), ADDRESS_BYTES);
      if (result < 0) {
        throw failure("connect", result);
      }
      return new Pair(server.accept(), far);
    } catch (IOException | RuntimeException failed) {
      Spawner.close(far);
      throw failed;
    }
  }

  private MemorySegment address(Arena arena) {
    MemorySegment address = arena.allocate(ADDRESS_BYTES, Long.BYTES);
    byte[] path = file.toString().getBytes(StandardCharsets.UTF_8);
    address.set(JAVA_SHORT, 0, (short) UNIX);
    MemorySegment.copy(path, 0, address, JAVA_BYTE, PATH_OFFSET, path.length);
    return address;
  }

  /**
   * A channel over a socket that this process was started with. The descriptor is closed; the channel has its own.
   *
   * @throws IOException when it is no socket, or can't be taken over
   */
  public static SocketChannel adopt(int descriptor) throws IOException {
    try (SocketPairs pairs = new SocketPairs();
        SocketChannel stranger = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      Path name = pairs.folder.resolve("c");
      stranger.bind(UnixDomainSocketAddress.of(name));
      stranger.connect(UnixDomainSocketAddress.of(pairs.file));
      SocketChannel peer = pairs.server.accept();
      int own = named(pairs.file, peer, name);
      int result = SystemCalls.call("dup3", descriptor, own, CLOSED_ON_EXEC);
      Files.deleteIfExists(name);
      if (result < 0) {
        peer.close();
        throw failure("dup3", result);
      }
      Spawner.close(descriptor);
      return peer;
    }
  }

  /** The descriptor below a channel, which the JDK does not tell: of those with its address, the one whose peer has the other. */
  private static int named(Path address, SocketChannel channel, Path peer) throws IOException {
    String[] open = new File("/proc/self/fd").list();
    try (Arena arena = Arena.ofConfined()) {
      for (String name : open == null ? new String[0] : open) {
        int descriptor = Integer.parseInt(name);
        if (path(arena, "getsockname", descriptor).equals(address.toString())
            && path(arena, "getpeername", descriptor).equals(peer.toString())) {
          return descriptor;
        }
      }
    }
    channel.close();
    throw new IOException("the descriptor of a socket was not found");
  }

  private static String path(Arena arena, String call, int descriptor) {
    MemorySegment address = arena.allocate(ADDRESS_BYTES, Long.BYTES);
    MemorySegment length = arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_INT, ADDRESS_BYTES);
    return SystemCalls.call(call, descriptor, address.address(), length.address()) < 0
            || address.get(JAVA_SHORT, 0) != UNIX
        ? ""
        : address.getString(PATH_OFFSET);
  }

  private static IOException failure(String call, int number) {
    return new IOException(call + " failed: error " + -number);
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(file);
    Files.deleteIfExists(folder);
  }
}
