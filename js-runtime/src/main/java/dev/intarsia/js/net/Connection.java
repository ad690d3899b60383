package dev.intarsia.js.net;

import dev.intarsia.js.loop.EventLoop;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/**
 * One stream socket. It reads only after {@link #startReading}, and one buffer for each readiness, so that a realm that
 * is slow holds its peer back. All methods belong to the realm's thread.
 */
final class Connection extends Handle {
  private static final int BUFFER_BYTES = 64 * 1024;
  /** The JDK copies what it writes into memory off the heap of this size. */
  private static final int MOST_BYTES = 128 * 1024;

  private final SocketChannel channel;
  private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
  private boolean reading;
  private boolean readAwaited;
  private boolean connecting;
  private boolean shuttingDown;
  private boolean shutDown;

  Connection(int id, EventLoop loop, SocketEvents events, SocketChannel channel) {
    super(id, loop, events);
    this.channel = channel;
  }

  @Override
  boolean active() {
    return reading || connecting || !waiting.isEmpty() || (shuttingDown && !shutDown);
  }

  @Override
  SelectableChannel channel() {
    return channel;
  }

  SocketAddress local() throws IOException {
    return channel.getLocalAddress();
  }

  SocketAddress remote() throws IOException {
    return channel.getRemoteAddress();
  }

  /** Gives 0 or an error number; that it is connected comes as an event. */
  int connect(SocketAddress address) {
    try {
      if (channel.connect(address)) {
        loop().post(() -> connected(0));
      } else {
        await(SelectionKey.OP_CONNECT, this::finishConnect);
      }
      connecting = true;
      keep();
      return 0;
    } catch (IOException | RuntimeException failed) {
      return SystemErrors.number(failed);
    }
  }

  private void finishConnect() {
    int status = 0;
    try {
      channel.finishConnect();
    } catch (IOException | RuntimeException failed) {
      status = SystemErrors.number(failed);
    }
    connected(status);
  }

  private void connected(int status) {
    connecting = false;
    keep();
    tell(SocketEvents.CONNECTED, status);
  }

  void startReading() {
    reading = true;
    keep();
    if (!readAwaited) {
      readAwaited = true;
      await(SelectionKey.OP_READ, this::read);
    }
  }

  void stopReading() {
    reading = false;
    keep();
  }

  private void read() {
    readAwaited = false;
    if (!reading) {
      return;
    }
    ByteBuffer buffer = Buffers.READ.get().clear();
    int count;
    try {
      count = channel.read(buffer);
    } catch (IOException failed) {
      stopReading();
      tell(SocketEvents.READ, SystemErrors.number(failed));
      return;
    }
    if (count < 0) {
      stopReading();
      tell(SocketEvents.READ, SystemErrors.EOF);
      return;
    }
    if (count > 0) {
      byte[] bytes = new byte[count];
      buffer.flip().get(bytes);
      events().read(id(), bytes);
    }
    if (reading && open()) {
      startReading();
    }
  }

  /** Gives 0 when all is written, 1 when {@link SocketEvents#WRITTEN} follows, or an error number. */
  int write(byte[] bytes) {
    if (!open() || shuttingDown) {
      return SystemErrors.number(new java.nio.channels.ClosedChannelException());
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      if (waiting.isEmpty() && send(buffer)) {
        return 0;
      }
    } catch (IOException failed) {
      return SystemErrors.number(failed);
    }
    waiting.add(buffer);
    keep();
    if (waiting.size() == 1) {
      await(SelectionKey.OP_WRITE, this::flush);
    }
    return 1;
  }

  private boolean send(ByteBuffer buffer) throws IOException {
    int end = buffer.limit();
    while (buffer.position() < end) {
      buffer.limit(Math.min(end, buffer.position() + MOST_BYTES));
      int count = channel.write(buffer);
      buffer.limit(end);
      if (count == 0) {
        return false;
      }
    }
    return true;
  }

  private void flush() {
    int done = 0;
    int status = 0;
    try {
      while (!waiting.isEmpty() && send(waiting.getFirst())) {
        waiting.removeFirst();
        done++;
      }
      if (!waiting.isEmpty()) {
        await(SelectionKey.OP_WRITE, this::flush);
      }
    } catch (IOException failed) {
      status = SystemErrors.number(failed);
      done += waiting.size();
      waiting.clear();
    }
    keep();
    for (int i = 0; i < done; i++) {
      tell(SocketEvents.WRITTEN, status);
    }
    if (shuttingDown && waiting.isEmpty() && open()) {
      endOutput();
    }
  }

  /** Sends the end of the stream after all that was written. */
  void shutDown() {
    if (!shuttingDown) {
      shuttingDown = true;
      keep();
      if (waiting.isEmpty()) {
        loop().post(this::endOutput);
      }
    }
  }

  private void endOutput() {
    if (!open()) {
      return;
    }
    int status = 0;
    try {
      channel.shutdownOutput();
    } catch (IOException failed) {
      status = SystemErrors.number(failed);
    }
    shutDown = true;
    keep();
    tell(SocketEvents.SHUT_DOWN, status);
  }

  /** Bytes that are not written yet. */
  int pendingBytes() {
    return waiting.stream().mapToInt(ByteBuffer::remaining).sum();
  }

  /** Sets an option where this kind of socket has it. */
  <T> void set(SocketOption<T> option, T value) throws IOException {
    if (channel.supportedOptions().contains(option)) {
      channel.setOption(option, value);
    }
  }

  /** Closes so that the peer gets a reset. */
  void reset() throws IOException {
    set(StandardSocketOptions.SO_LINGER, 0);
    close();
  }

  @Override
  void close() {
    waiting.clear();
    super.close();
  }

  /** One buffer for each thread that reads. */
  private static final class Buffers {
    static final ThreadLocal<ByteBuffer> READ = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BUFFER_BYTES));
  }
}
