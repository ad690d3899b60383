package dev.intarsia.js.api;

import dev.intarsia.host.permission.PermissionDeniedException;
import dev.intarsia.js.loop.EventLoop;
import dev.intarsia.js.realm.JsRealm;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** One HTTP exchange at a time over the JDK's client, to hosts that the permission {@code net} allows. */
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

  /** Arguments: method, URL, headers flat, body, whether there is one, answer (status, headers, body), failure (text). */
  private static Value send(JsRealm realm, Value[] a) {
    CompletableFuture<HttpResponse<byte[]>> exchange;
    try {
      HttpRequest request = request(realm, a);
      checkConnect(realm, request.uri());
      exchange = Client.SHARED.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (PermissionDeniedException e) {
      throw realm.error("Error", String.valueOf(e.getMessage()), "ERR_ACCESS_DENIED");
    } catch (IllegalArgumentException e) {
      throw realm.error("TypeError", "fetch failed: " + e.getMessage(), "");
    }
    EventLoop loop = realm.loop();
    loop.retain();
    AtomicBoolean open = new AtomicBoolean(true);
    CompletableFuture<?> posted = exchange.handle((response, failure) -> {
      loop.post(() -> finish(realm, open, a[5], a[6], response, failure));
      return open;
    });
    return realm.function("cancel", ignored -> {
      if (open.getAndSet(false)) {
        exchange.cancel(true);
        posted.cancel(true);
        loop.release();
      }
      return null;
    });
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

  private static HttpRequest request(JsRealm realm, Value[] a) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(a[1].asString()));
    builder.method(
        a[0].asString(),
        a[4].asBoolean()
            ? HttpRequest.BodyPublishers.ofByteArray(realm.bytes(a[3]))
            : HttpRequest.BodyPublishers.noBody());
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

  private static void finish(
      JsRealm realm,
      AtomicBoolean open,
      Value answer,
      Value failed,
      @Nullable HttpResponse<byte[]> response,
      @Nullable Throwable failure) {
    if (!open.getAndSet(false)) {
      return;
    }
    realm.loop().release();
    if (response == null) {
      failed.executeVoid(String.valueOf(failure == null ? "no answer" : failure.getMessage()));
      return;
    }
    List<String> headers = new ArrayList<>();
    response.headers().map().forEach((name, values) -> values.forEach(value -> headers.addAll(List.of(name, value))));
    answer.executeVoid(
        response.statusCode(), ProcessFunctions.array(realm, headers), realm.uint8Array(response.body()));
  }

  /** Redirects are followed by the script, which asks for permission again. */
  private static final class Client {
    static final HttpClient SHARED =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  }
}
