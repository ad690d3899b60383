package dev.intarsia.js.api;

import dev.intarsia.host.permission.PermissionDeniedException;
import dev.intarsia.js.realm.JsRealm;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Set;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** HTTP exchanges over the JDK's client, to hosts that the permission {@code net} allows. */
final class FetchFunctions {
  /** Headers that the client sets itself. */
  private static final Set<String> OWN = Set.of("connection", "content-length", "expect", "host", "upgrade");

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private FetchFunctions() {}

  static void define(HostGroup group) {
    JsRealm realm = group.realm();
    group.function("send", a -> send(realm, a));
  }

  /** Arguments: method, URL, headers flat, the body's bytes or null, whether it is a stream, listener (event, first, second). */
  private static Value send(JsRealm realm, Value[] a) {
    FetchExchange exchange = new FetchExchange(realm, a[5]);
    try {
      HttpRequest request = request(realm, a, exchange);
      checkConnect(realm, request.uri());
      exchange.start(Client.SHARED, request);
    } catch (PermissionDeniedException e) {
      throw realm.error("Error", String.valueOf(e.getMessage()), "ERR_ACCESS_DENIED");
    } catch (IllegalArgumentException e) {
      throw realm.error("TypeError", "fetch failed: " + e.getMessage(), "");
    }
    return new HostGroup(realm)
        .function("more", ignored -> run(exchange::more))
        .function("cancel", ignored -> run(exchange::cancel))
        .function("push", piece -> run(() -> exchange.push(realm.bytes(piece[0]))))
        .function("finish", ignored -> run(exchange::finish))
        .object();
  }

  private static @Nullable Object run(Runnable action) {
    action.run();
    return null;
  }

  /** Host and port are those of the very address that is opened: what a script says beside it could be anything. */
  private static void checkConnect(JsRealm realm, URI address) {
    String host = address.getHost();
    if (host == null) {
      throw new IllegalArgumentException("the address " + address + " names no host that can be checked");
    }
    int port = address.getPort();
    if (port < 0) {
      port = "https".equalsIgnoreCase(address.getScheme()) ? HTTPS_PORT : HTTP_PORT;
    }
    realm.permissions().checkConnect(host, port);
  }

  private static HttpRequest request(JsRealm realm, Value[] a, FetchExchange exchange) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(a[1].asString()));
    String method = a[0].asString();
    boolean stream = a[4].asBoolean();
    if (stream || !a[3].isNull()) {
      builder.method(method, stream ? exchange.body() : HttpRequest.BodyPublishers.ofByteArray(realm.bytes(a[3])));
    } else {
      // These have no length where they have no body.
      switch (method) {
        case "GET" -> builder.GET();
        case "HEAD" -> builder.HEAD();
        case "DELETE" -> builder.DELETE();
        default -> builder.method(method, HttpRequest.BodyPublishers.noBody());
      }
    }
    boolean agent = false;
    for (long i = 0; i < a[2].getArraySize(); i += 2) {
      String name = a[2].getArrayElement(i).asString();
      agent |= "user-agent".equals(name);
      if (!OWN.contains(name)) {
        builder.header(name, a[2].getArrayElement(i + 1).asString());
      }
    }
    if (!agent) {
      builder.header("user-agent", "node");
    }
    return builder.build();
  }

  /**
   * Redirects are followed by the script, which asks for permission again. Version 1.1, as in Node: the JDK would ask each server of plain
   * HTTP to change to version 2, which those that upgrade to something else take for theirs.
   */
  private static final class Client {
    static final HttpClient SHARED = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }
}
