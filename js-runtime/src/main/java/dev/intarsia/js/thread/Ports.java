package dev.intarsia.js.thread;

import dev.intarsia.js.realm.JsRealm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Value;

/** The ports of one realm, by number. All methods belong to the realm's thread. */
final class Ports implements AutoCloseable {
  private final JsRealm realm;
  private final Threads.Program program;
  private final Map<Integer, PortEnd> open = new HashMap<>();
  private final Set<Integer> held = new HashSet<>();
  private int nextId = 1;

  Ports(JsRealm realm, Threads.Program program) {
    this.realm = realm;
    this.program = program;
  }

  int add(PortEnd end) {
    open.put(nextId, end);
    return nextId++;
  }

  void attach(int port, Value arrived, Value closed) {
    PortEnd end = open.get(port);
    if (end != null) {
      end.attach(realm.loop(), arrived::executeVoid, closed::executeVoid);
    }
  }

  void start(int port) {
    PortEnd end = open.get(port);
    if (end != null) {
      end.start();
    }
  }

  /** Whether the port keeps its program alive. */
  void hold(int port, boolean on) {
    if (on && open.containsKey(port) && held.add(port)) {
      realm.loop().retain();
    } else if (!on && held.remove(port)) {
      realm.loop().release();
    }
  }

  void post(int port, Message message) {
    PortEnd end = open.get(port);
    if (end != null) {
      end.send(message);
    }
  }

  /** Reads a message from the arguments of a host function: text, buffers, and ports, which leave this realm. */
  Message message(Value[] a, int first) {
    List<byte[]> buffers = new ArrayList<>();
    for (long i = 0; i < a[first + 1].getArraySize(); i++) {
      buffers.add(realm.bytes(a[first + 1].getArrayElement(i)));
    }
    List<PortEnd> ends = new ArrayList<>();
    for (long i = 0; i < a[first + 2].getArraySize(); i++) {
      int port = a[first + 2].getArrayElement(i).asInt();
      hold(port, false);
      PortEnd end = open.remove(port);
      if (end != null) {
        end.detach();
        ends.add(end);
      }
    }
    return new Message(a[first].asString(), buffers, ends);
  }

  boolean take(int port, Value take) {
    PortEnd end = open.get(port);
    Message message = end == null ? null : end.poll();
    if (message != null) {
      give(message, take);
    }
    return message != null;
  }

  void give(Message message, Value take) {
    List<Object> parts =
        new ArrayList<>(List.of(message.text(), message.buffers().size()));
    message.buffers().forEach(bytes -> parts.add(realm.uint8Array(bytes)));
    message.ports().forEach(end -> parts.add(add(end)));
    take.executeVoid(parts.toArray());
  }

  void close(int port) {
    PortEnd end = open.get(port);
    if (end != null) {
      end.close();
      hold(port, false);
    }
  }

  void hear(Value receive) {
    program.broadcasts().listen(this, realm.loop(), (channel, message) -> {
      List<Object> parts = new ArrayList<>(List.of(channel, message.text()));
      message.buffers().forEach(bytes -> parts.add(realm.uint8Array(bytes)));
      receive.executeVoid(parts.toArray());
    });
  }

  void broadcast(String channel, Message message) {
    program.broadcasts().send(this, channel, message);
  }

  /** The other ends are told. */
  @Override
  public void close() {
    program.broadcasts().leave(this);
    open.values().forEach(PortEnd::close);
    open.clear();
    held.clear();
  }
}
