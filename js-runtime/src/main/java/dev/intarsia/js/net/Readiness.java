package dev.intarsia.js.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Tells when channels may be read, written, accepted from or connected. One daemon thread of this JVM waits for all
 * channels and reads none: each request is answered once, by a {@link Runnable} that hands over to the channel's owner.
 */
final class Readiness {
  private static final int OPERATIONS = 5;

  private final Selector selector;
  private final Queue<Runnable> requests = new ConcurrentLinkedQueue<>();
  private final List<Runnable> closing = new ArrayList<>();

  private Readiness() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("intarsia sockets").start(this::run);
  }

  static Readiness shared() {
    return Holder.SHARED;
  }

  /**
   * Runs {@code ready} once, on this object's thread, when the channel is ready for the operation. A channel that is
   * closed before is never ready.
   *
   * @param operation one of the constants of {@link SelectionKey}
   */
  void await(SelectableChannel channel, int operation, Runnable ready) {
    requests.add(() -> register(channel, operation, ready));
    selector.wakeup();
  }

  /** Closes a channel, and runs {@code closed} once the operating system has let go of its address. */
  void close(SelectableChannel channel, Runnable closed) {
    try {
      channel.close();
    } catch (IOException _) {
      // It is closed all the same: there is nothing that its owner could do.
    }
    requests.add(() -> closing.add(closed));
    selector.wakeup();
  }

  private void register(SelectableChannel channel, int operation, Runnable ready) {
    try {
      SelectionKey key = channel.keyFor(selector);
      if (key == null) {
        key = channel.register(selector, operation, new Waiting());
      } else {
        key.interestOpsOr(operation);
      }
      ((Waiting) key.attachment()).set(operation, ready);
    } catch (ClosedChannelException | CancelledKeyException _) {
      // Its owner has closed it and waits for nothing.
    }
  }

  private void run() {
    while (true) {
      try {
        selector.select(this::ready);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      // A select has happened since these channels were closed, so they are deregistered.
      closing.forEach(Runnable::run);
      closing.clear();
      for (Runnable request = requests.poll(); request != null; request = requests.poll()) {
        request.run();
      }
      if (!closing.isEmpty()) {
        selector.wakeup();
      }
    }
  }

  private void ready(SelectionKey key) {
    try {
      int operations = key.readyOps();
      key.interestOpsAnd(~operations);
      ((Waiting) key.attachment()).run(operations);
    } catch (CancelledKeyException _) {
      // Closed by its owner between the select and now.
    }
  }

  /** What to run for each operation of one channel. */
  private static final class Waiting {
    private final @Nullable Runnable[] ready = new Runnable[OPERATIONS];

    void set(int operation, Runnable action) {
      ready[Integer.numberOfTrailingZeros(operation)] = action;
    }

    void run(int operations) {
      for (int i = 0; i < OPERATIONS; i++) {
        Runnable action = ready[i];
        if ((operations & (1 << i)) != 0 && action != null) {
          ready[i] = null;
          action.run();
        }
      }
    }
  }

  private static final class Holder {
    static final Readiness SHARED = new Readiness();
  }
}
