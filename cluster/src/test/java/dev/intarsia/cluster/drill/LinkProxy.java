package dev.intarsia.cluster.drill;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A slow line to a node: what goes through it comes later, and so many bytes a second at most. */
final class LinkProxy implements AutoCloseable {
  private static final int CHUNK_BYTES = 16 * 1024;
  private static final int CHUNKS_UNDER_WAY = 64;

  private final ServerSocket server;
  private final long delayNs;
  private final double bytesPerNs;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile int target;

  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Chunk(byte[] bytes, int length, long dueNs) {}

  /** Listens on loopback; connections wait until {@link #target} is known. */
  LinkProxy(int delayMs, int bytesPerSecond) throws IOException {
    delayNs = delayMs * 1_000_000L;
    bytesPerNs = bytesPerSecond / 1e9;
    server = new ServerSocket();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofPlatform().daemon().name("slow line").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Where the node itself listens. */
  void target(int port) {
    target = port;
  }

  private void accept() {
    try {
      while (true) {
        Socket from = server.accept();
        Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(from);
        sockets.add(to);
        pump(from, to);
        pump(to, from);
      }
    } catch (IOException e) { // closed
    }
  }

  private void pump(Socket from, Socket to) {
    BlockingQueue<Chunk> line = new LinkedBlockingQueue<>(CHUNKS_UNDER_WAY);
    Thread.ofVirtual().start(() -> {
      try (InputStream in = from.getInputStream()) {
        while (true) {
          byte[] bytes = new byte[CHUNK_BYTES];
          int length = in.read(bytes);
          line.put(new Chunk(bytes, length, System.nanoTime() + delayNs));
          if (length < 0) {
            return;
          }
        }
      } catch (IOException | InterruptedException e) { // the end of the line
      }
    });
    Thread.ofVirtual().start(() -> {
      try (OutputStream out = to.getOutputStream()) {
        for (Chunk chunk = line.take(); chunk.length() >= 0; chunk = line.take()) {
          sleepNs(chunk.dueNs() - System.nanoTime());
          sleepNs((long) (chunk.length() / bytesPerNs));
          out.write(chunk.bytes(), 0, chunk.length());
        }
      } catch (IOException | InterruptedException e) { // the end of the line
      }
    });
  }

  private static void sleepNs(long ns) throws InterruptedException {
    if (ns > 0) {
      Thread.sleep(ns / 1_000_000, (int) (ns % 1_000_000));
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
