package dev.intarsia.js.net;

import dev.intarsia.js.loop.EventLoop;
import java.nio.channels.SelectableChannel;

/**
 * What connections and listeners have in common. A handle keeps its program alive while it waits for something, unless it is
 * unreferenced.
 */
abstract class Handle {
  private final int id;
  private final EventLoop loop;
  private final SocketEvents events;
  private boolean referenced = true;
  private boolean open = true;
  private boolean closed;
  private boolean keepsAlive;

  Handle(int id, EventLoop loop, SocketEvents events) {
    this.id = id;
    this.loop = loop;
    this.events = events;
  }

  /** Whether something will happen here that its program has asked for. */
  abstract boolean active();

  abstract SelectableChannel channel();

  int id() {
    return id;
  }

  EventLoop loop() {
    return loop;
  }

  SocketEvents events() {
    return events;
  }

  boolean open() {
    return open;
  }

  void tell(int event, int status) {
    events.on(id, event, status);
  }

  /** Runs {@code ready} on the realm's thread, unless this is closed by then. */
  void await(int operation, Runnable ready) {
    Readiness.shared()
        .await(
            channel(),
            operation,
            () -> loop.post(() -> {
              if (open) {
                ready.run();
              }
            }));
  }

  void reference(boolean on) {
    referenced = on;
    keep();
  }

  /** To be called after each change of what {@link #active} tells. */
  void keep() {
    boolean wanted = !closed && (!open || (referenced && active()));
    if (wanted != keepsAlive) {
      keepsAlive = wanted;
      if (wanted) {
        loop.retain();
      } else {
        loop.release();
      }
    }
  }

  /** Nothing but {@link SocketEvents#CLOSED} follows, which its program waits for. */
  void close() {
    if (open) {
      open = false;
      keep();
      Readiness.shared().close(channel(), () -> loop.post(this::closed));
    }
  }

  private void closed() {
    closed = true;
    keep();
    tell(SocketEvents.CLOSED, 0);
  }
}
