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
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** One HTTP exchange at a time over the JDK's client, to hosts that the permission {@code net} allows. */
final class FetchFunctions {
  /** Headers that the client sets itself. */
  private static final Set<String> OWN = Set.of("connection", "content-length", "expect", "host", "upgrade");

  private FetchFunctions() {}

  static void define(HostGroup group) {
    JsRealm realm = group.realm();
    group.function("send", a -> send(realm, a));
  }

  /** Arguments: method, URL, host, port, headers flat, body, whether there is one, answer (status, headers, body), failure (text). */
  private static Value send(JsRealm realm, Value[] a) {
    try {
      realm.permissions().checkConnect(a[2].asString().toLowerCase(Locale.ROOT), a[3].asInt());
    } catch (PermissionDeniedException e) {
      throw realm.error("Error", String.valueOf(e.getMessage()), "ERR_ACCESS_DENIED");
    }
    CompletableFuture<HttpResponse<byte[]>> exchange;
    try {
      exchange = Client.SHARED.sendAsync(request(realm, a), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IllegalArgumentException e) {
      throw realm.error("TypeError", "fetch failed: " + e.getMessage(), "");
    }
    EventLoop loop = realm.loop();
    loop.retain();
    AtomicBoolean open = new AtomicBoolean(true);
    CompletableFuture<?> posted =
        exchange.handle(
            (response, failure) -> {
              loop.post(() -> finish(realm, open, a[7], a[8], response, failure));
              return open;
            });
    return realm.function(
        "cancel",
        ignored -> {
          if (open.getAndSet(false)) {
            exchange.cancel(true);
            posted.cancel(true);
            loop.release();
          }
          return null;
        });
  }

  private static HttpRequest request(JsRealm realm, Value[] a) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(a[1].asString()));
    builder.method(
        a[0].asString(),
        a[6].asBoolean()
            ? HttpRequest.BodyPublishers.ofByteArray(realm.bytes(a[5]))
            : HttpRequest.BodyPublishers.noBody());
    boolean agent = false;
    for (long i = 0; i < a[4].getArraySize(); i += 2) {
      String name = a[4].getArrayElement(i).asString();
      agent |= "user-agent".equals(name);
      if (!OWN.contains(name)) {
        builder.header(name, a[4].getArrayElement(i + 1).asString());
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
