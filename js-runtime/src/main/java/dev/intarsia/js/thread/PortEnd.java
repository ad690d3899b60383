package dev.intarsia.js.thread;

import dev.intarsia.js.loop.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One of two ends of a channel. It keeps what was sent to it until a realm listens, and moves between realms with it. Any thread
 * may send; each end is guarded by its own lock, and no two are held at once.
 */
final class PortEnd {
  private final Queue<Message> queue = new ArrayDeque<>();
  private volatile @Nullable PortEnd peer;
  private @Nullable EventLoop loop;
  private @Nullable Runnable arrived;
  private @Nullable Runnable closed;
  private boolean started;
  private boolean isClosed;

  private PortEnd() {}

  record Pair(PortEnd near, PortEnd far) {}

  static Pair pair() {
    Pair pair = new Pair(new PortEnd(), new PortEnd());
    pair.near.peer = pair.far;
    pair.far.peer = pair.near;
    return pair;
  }

  /** Sends to the other end; nothing where that is closed. */
  void send(Message message) {
    PortEnd other = peer;
    if (other != null) {
      other.take(message);
    }
  }

  private synchronized void take(Message message) {
    if (!isClosed) {
      queue.add(message);
      tell();
    }
  }

  private void tell() {
    if (started && loop != null && arrived != null) {
      loop.post(arrived);
    }
  }

  /**
   * Belongs to a realm from now on.
   *
   * @param newArrived is run on the loop once for each message after {@link #start}
   * @param newClosed is run there when the other end is closed
   */
  synchronized void attach(EventLoop newLoop, Runnable newArrived, Runnable newClosed) {
    loop = newLoop;
    arrived = newArrived;
    closed = newClosed;
    if (isClosed) {
      newLoop.post(newClosed);
    }
  }

  /** Belongs to no realm, on its way to another. */
  synchronized void detach() {
    loop = null;
    arrived = null;
    closed = null;
    started = false;
  }

  synchronized void start() {
    if (!started) {
      started = true;
      queue.forEach(waiting -> tell());
    }
  }

  /** The oldest message, which is nobody else's then. */
  synchronized @Nullable Message poll() {
    return queue.poll();
  }

  /** Closes both ends. What was sent before is still read. */
  void close() {
    PortEnd other = peer;
    end();
    if (other != null) {
      other.end();
    }
  }

  private synchronized void end() {
    if (!isClosed) {
      isClosed = true;
      if (loop != null && closed != null) {
        loop.post(closed);
      }
    }
  }
}
