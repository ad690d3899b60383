package dev.intarsia.js.thread;

import dev.intarsia.js.loop.EventLoop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** The realms of one program that have a BroadcastChannel. Any thread may use it. */
final class Broadcasts {
  private record Listener(EventLoop loop, BiConsumer<String, Message> receive) {}

  private final Map<Object, Listener> listeners = new ConcurrentHashMap<>();

  /**
   * Adds a realm.
   *
   * @param receive gets each channel's name and message, on the loop
   */
  void listen(Object realm, EventLoop loop, BiConsumer<String, Message> receive) {
    listeners.put(realm, new Listener(loop, receive));
  }

  void leave(Object realm) {
    listeners.remove(realm);
  }

  /** Tells all other realms. */
  void send(Object realm, String channel, Message message) {
    listeners.forEach((other, listener) -> {
      if (!other.equals(realm)) {
        listener.loop.post(() -> listener.receive.accept(channel, message));
      }
    });
  }
}
