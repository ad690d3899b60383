package dev.intarsia.js.thread;

import dev.intarsia.js.realm.JsRealm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** The host functions under {@code node:worker_threads}, in a program and its threads. Ports and threads are numbers. */
public final class ThreadFunctions {
  private final JsRealm realm;
  private final Threads threads;
  private final Ports ports;
  private final Map<Integer, Threads.Running> running = new LinkedHashMap<>();
  private final Map<String, Function<Value[], @Nullable Object>> functions = new LinkedHashMap<>();

  private ThreadFunctions(JsRealm realm, Threads threads) {
    this.realm = realm;
    this.threads = threads;
    this.ports = realm.state(Ports.class, () -> new Ports(realm, threads.program()));
  }

  /** The functions of one realm, by name; none in a realm that is no program's. */
  public static Map<String, Function<Value[], @Nullable Object>> of(JsRealm realm) {
    if (realm.program() == null) {
      return Map.of();
    }
    Threads threads = realm.state(Threads.class, () -> {
      throw new IllegalStateException("a program without threads");
    });
    ThreadFunctions made = new ThreadFunctions(realm, threads);
    made.own();
    made.ports();
    made.threads();
    return made.functions;
  }

  /** What this realm was started with. */
  private void own() {
    Seat seat = threads.seat();
    functions.put("id", a -> seat == null ? 0 : seat.id());
    functions.put("name", a -> seat == null ? "" : seat.name());
    functions.put("data", a -> {
      if (seat != null) {
        ports.give(seat.data(), a[0]);
      }
      return null;
    });
    functions.put("parent", a -> seat == null ? 0 : ports.add(seat.port()));
  }

  private void ports() {
    functions.put("pair", a -> {
      PortEnd.Pair pair = PortEnd.pair();
      a[0].executeVoid(ports.add(pair.near()), ports.add(pair.far()));
      return null;
    });
    // (port, arrived, closed)
    functions.put("attach", a -> {
      ports.attach(a[0].asInt(), a[1], a[2]);
      return null;
    });
    functions.put("start", a -> {
      ports.start(a[0].asInt());
      return null;
    });
    functions.put("hold", a -> {
      ports.hold(a[0].asInt(), a[1].asBoolean());
      return null;
    });
    // (port, text, buffers, ports)
    functions.put("post", a -> {
      ports.post(a[0].asInt(), ports.message(a, 1));
      return null;
    });
    // (port, take): take gets text, the number of buffers, the buffers and the ports.
    functions.put("take", a -> ports.take(a[0].asInt(), a[1]));
    functions.put("close", a -> {
      ports.close(a[0].asInt());
      return null;
    });
    functions.put("hear", a -> {
      ports.hear(a[0]);
      return null;
    });
    // (channel, text, buffers, ports)
    functions.put("broadcast", a -> {
      ports.broadcast(a[0].asString(), ports.message(a, 1));
      return null;
    });
  }

  private void threads() {
    // (file, arguments, environment or null, name, listener, text, buffers, ports, source, take): take gets the
    // thread's number, and its port.
    functions.put("run", a -> {
      int id = threads.nextId();
      PortEnd.Pair pair = PortEnd.pair();
      Seat seat = new Seat(
          realm.cwd().resolve(a[0].asString()).normalize(),
          a[8].asString(),
          realm.cwd(),
          id,
          a[3].asString(),
          a[9].isNull() ? null : texts(a[9]),
          a[2].isNull() ? null : texts(a[2]),
          ports.message(a, 5),
          pair.far(),
          new Listener(realm, a[4]));
      realm.loop().retain();
      running.put(id, threads.start(texts(a[1]), seat));
      a[10].executeVoid(id, ports.add(pair.near()));
      return null;
    });
    functions.put("end", a -> {
      Threads.Running thread = running.get(a[0].asInt());
      if (thread != null) {
        thread.terminate();
      }
      return null;
    });
    functions.put("forget", a -> {
      running.remove(a[0].asInt());
      return null;
    });
    functions.put("keep", a -> {
      if (a[0].asBoolean()) {
        realm.loop().retain();
      } else {
        realm.loop().release();
      }
      return null;
    });
  }

  private static List<String> texts(Value list) {
    List<String> texts = new ArrayList<>();
    for (long i = 0; i < list.getArraySize(); i++) {
      texts.add(list.getArrayElement(i).asString());
    }
    return List.copyOf(texts);
  }

  /** Tells a script: (event, value, bytes). */
  private record Listener(JsRealm realm, Value script) implements ThreadEvents {
    @Override
    public void online() {
      realm.loop().post(() -> script.executeVoid("online"));
    }

    @Override
    public void wrote(int descriptor, byte[] bytes) {
      realm.loop().post(() -> script.executeVoid("output", descriptor, realm.uint8Array(bytes)));
    }

    @Override
    public void failed(String text) {
      realm.loop().post(() -> script.executeVoid("error", text));
    }

    @Override
    public void exited(int code) {
      realm.loop().post(() -> script.executeVoid("exit", code));
    }
  }
}
