package dev.intarsia.js.net;

import dev.intarsia.js.realm.JsRealm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** The host functions under {@code node:net} and {@code node:dns}. Sockets are numbers, errors negative numbers. */
public final class NetFunctions {
  private final Sockets sockets;
  private final Map<String, Function<Value[], @Nullable Object>> functions = new LinkedHashMap<>();

  private NetFunctions(Sockets sockets) {
    this.sockets = sockets;
  }

  /** The functions of one realm, by name. */
  public static Map<String, Function<Value[], @Nullable Object>> of(JsRealm realm) {
    NetFunctions made = new NetFunctions(Sockets.of(realm));
    made.opening();
    made.streams(realm);
    made.names();
    return made.functions;
  }

  private void opening() {
    functions.put("listener", a -> {
      sockets.listener(a[0]);
      return null;
    });
    functions.put("connect", a -> sockets.connect(a[0].asString(), a[1].asInt(), a[2].asString(), a[3].asInt()));
    functions.put("openChannel", a -> sockets.openChannel(a[0].asInt()));
    functions.put("connectFile", a -> sockets.connectFile(a[0].asString()));
    functions.put("listen", a -> sockets.listen(a[0].asString(), a[1].asInt(), a[2].asBoolean(), a[3].asInt()));
    functions.put("listenFile", a -> sockets.listenFile(a[0].asString(), a[1].asInt()));
    functions.put("address", a -> {
      // (socket, remote, mapped, take): take gets address, port and family.
      List<Object> parts = sockets.address(a[0].asInt(), a[1].asBoolean(), a[2].asBoolean());
      if (!parts.isEmpty()) {
        a[3].executeVoid(parts.toArray());
      }
      return null;
    });
    functions.put("reference", a -> {
      Handle handle = sockets.handle(a[0].asInt());
      if (handle != null) {
        handle.reference(a[1].asBoolean());
      }
      return null;
    });
    functions.put("close", a -> {
      Handle handle = sockets.handle(a[0].asInt());
      if (handle != null) {
        handle.close();
      }
      return null;
    });
  }

  private void streams(JsRealm realm) {
    connection("startReading", (c, a) -> {
      c.startReading();
      return 0;
    });
    connection("stopReading", (c, a) -> {
      c.stopReading();
      return 0;
    });
    connection("write", (c, a) -> c.write(realm.bytes(a[1])));
    connection("writeText", (c, a) -> c.write(a[1].asString().getBytes(charset(a[2].asString()))));
    connection("shutDown", (c, a) -> {
      c.shutDown();
      return 0;
    });
    connection("pendingBytes", (c, a) -> c.pendingBytes());
    connection("noDelay", (c, a) -> {
      c.set(StandardSocketOptions.TCP_NODELAY, a[1].asBoolean());
      return 0;
    });
    connection("keepAlive", (c, a) -> {
      c.set(StandardSocketOptions.SO_KEEPALIVE, a[1].asBoolean());
      return 0;
    });
    connection("reset", (c, a) -> {
      c.reset();
      return 0;
    });
  }

  private static Charset charset(String name) {
    return name.equals("latin1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
  }

  private void connection(String name, ConnectionCall call) {
    functions.put(name, a -> {
      Connection connection = sockets.connection(a[0].asInt());
      if (connection == null) {
        return SystemErrors.EBADF;
      }
      try {
        return call.on(connection, a);
      } catch (IOException failed) {
        return SystemErrors.number(failed);
      }
    });
  }

  private void names() {
    functions.put("lookUp", a -> {
      // (host, done): done gets the addresses. Gives what is wrong, if something is.
      String host = a[0].asString();
      if (!sockets.guard().mayLookUp(host)) {
        return "Permission denied: looking up " + host + " needs the permission \"net\"";
      }
      sockets.loop().retain();
      Thread.ofVirtual().name("look up " + host).start(() -> lookUp(host, a[1]));
      return null;
    });
  }

  private void lookUp(String host, Value done) {
    List<InetAddress> found = new ArrayList<>();
    try {
      found.addAll(List.of(InetAddress.getAllByName(host)));
    } catch (UnknownHostException _) {
      // An empty list says so.
    }
    sockets.loop().post(() -> {
      sockets.loop().release();
      sockets.guard().lookedUp(host, found);
      done.executeVoid(found.stream().map(Addresses::text).toArray());
    });
  }

  @FunctionalInterface
  private interface ConnectionCall {
    int on(Connection connection, Value[] arguments) throws IOException;
  }
}
