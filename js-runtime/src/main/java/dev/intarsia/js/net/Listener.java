package dev.intarsia.js.net;

import dev.intarsia.js.loop.EventLoop;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.function.Consumer;

/** One listening socket. All methods belong to the realm's thread. */
final class Listener extends Handle {
  private final ServerSocketChannel channel;
  private final Consumer<SocketChannel> accepted;

  /**
   * @param accepted takes each client's channel
   */
  Listener(int id, EventLoop loop, SocketEvents events, ServerSocketChannel channel, Consumer<SocketChannel> accepted) {
    super(id, loop, events);
    this.channel = channel;
    this.accepted = accepted;
    await(SelectionKey.OP_ACCEPT, this::accept);
    keep();
  }

  @Override
  boolean active() {
    return true;
  }

  @Override
  SelectableChannel channel() {
    return channel;
  }

  SocketAddress local() throws IOException {
    return channel.getLocalAddress();
  }

  private void accept() {
    try {
      SocketChannel client = channel.accept();
      while (client != null) {
        client.configureBlocking(false);
        accepted.accept(client);
        // Its owner may have closed this meanwhile.
        client = open() ? channel.accept() : null;
      }
    } catch (IOException failed) {
      tell(SocketEvents.ACCEPTED, SystemErrors.number(failed));
    }
    if (open()) {
      await(SelectionKey.OP_ACCEPT, this::accept);
    }
  }

  @Override
  void close() {
    try {
      if (open() && channel.getLocalAddress() instanceof UnixDomainSocketAddress file) {
        Files.deleteIfExists(file.getPath());
      }
    } catch (IOException _) {
      // The file is left, as it would be after a crash.
    }
    super.close();
  }
}
