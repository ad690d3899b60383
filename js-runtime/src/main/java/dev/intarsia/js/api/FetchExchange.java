package dev.intarsia.js.api;

import dev.intarsia.js.loop.EventLoop;
import dev.intarsia.js.realm.JsRealm;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, both as streams. Bytes of the answer come one piece at a time, each when it was asked for; pieces of the request
 * are asked of the script in the same way. All methods belong to the realm's thread, but those of {@link Flow}.
 */
final class FetchExchange implements Flow.Subscriber<List<ByteBuffer>> {
  private final JsRealm realm;
  private final EventLoop loop;
  /** Takes (event, first, second). */
  private final Value listener;

  private @Nullable CompletableFuture<?> exchange;
  private @Nullable CompletableFuture<?> told;
  private Flow.@Nullable Subscription answer;
  private Flow.@Nullable Subscriber<? super ByteBuffer> request;
  private long asked;
  private boolean waits;
  private boolean open = true;

  FetchExchange(JsRealm realm, Value listener) {
    this.realm = realm;
    this.loop = realm.loop();
    this.listener = listener;
  }

  void start(HttpClient client, HttpRequest toSend) {
    waits(true);
    CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> sent =
        client.sendAsync(toSend, HttpResponse.BodyHandlers.ofPublisher());
    exchange = sent;
    told = sent.handle((response, failure) -> {
      loop.post(() -> answered(response, failure));
      return listener;
    });
  }

  /** A program goes on while it waits for something here. */
  private void waits(boolean now) {
    if (now != waits) {
      waits = now;
      if (now) {
        loop.retain();
      } else {
        loop.release();
      }
    }
  }

  private void answered(
      @Nullable HttpResponse<Flow.Publisher<List<ByteBuffer>>> response, @Nullable Throwable failure) {
    waits(false);
    if (response == null) {
      failed(failure == null ? new IOException("no answer") : failure);
      return;
    }
    response.body().subscribe(this);
    if (open) {
      List<String> headers = new ArrayList<>();
      response.headers().map().forEach((name, values) -> values.forEach(value -> headers.addAll(List.of(name, value))));
      listener.executeVoid("head", response.statusCode(), ProcessFunctions.array(realm, headers));
    }
  }

  private void failed(Throwable failure) {
    waits(false);
    if (open) {
      open = false;
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
      String message = cause.getMessage();
      listener.executeVoid("failed", message == null ? cause.getClass().getSimpleName() : message);
    }
  }

  /** Asks for the next piece of the answer. */
  void more() {
    if (open && answer != null) {
      waits(true);
      answer.request(1);
    }
  }

  /** Ends the exchange, whatever is under way. */
  void cancel() {
    open = false;
    waits(false);
    if (answer != null) {
      answer.cancel();
    }
    if (exchange != null) {
      exchange.cancel(true);
    }
    if (told != null) {
      told.cancel(true);
    }
    if (request != null) {
      request.onError(new IOException("the request was given up"));
      request = null;
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    // On the realm's thread: that is where this subscribes.
    answer = subscription;
    if (!open) {
      subscription.cancel();
    }
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    ByteBuffer joined =
        ByteBuffer.allocate(parts.stream().mapToInt(ByteBuffer::remaining).sum());
    parts.forEach(joined::put);
    loop.post(() -> {
      waits(false);
      if (open) {
        listener.executeVoid("chunk", realm.uint8Array(joined.array()));
      }
    });
  }

  @Override
  public void onError(Throwable failure) {
    loop.post(() -> failed(failure));
  }

  @Override
  public void onComplete() {
    loop.post(() -> {
      waits(false);
      if (open) {
        open = false;
        listener.executeVoid("end");
      }
    });
  }

  /** The body that the script pushes, each piece when {@code pull} has asked for it. */
  HttpRequest.BodyPublisher body() {
    return HttpRequest.BodyPublishers.fromPublisher(subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
      @Override
      public void request(long count) {
        loop.post(() -> pull(subscriber, count));
      }

      @Override
      public void cancel() {
        loop.post(() -> request = null);
      }
    }));
  }

  private void pull(Flow.Subscriber<? super ByteBuffer> subscriber, long count) {
    if (!open) {
      subscriber.onError(new IOException("the request was given up"));
      return;
    }
    request = subscriber;
    boolean pulling = asked > 0;
    asked = Math.max(asked, asked + count);
    if (!pulling) {
      listener.executeVoid("pull");
    }
  }

  /** A piece of the request, after {@code pull}. */
  void push(byte[] bytes) {
    if (request != null) {
      asked--;
      request.onNext(ByteBuffer.wrap(bytes));
      if (asked > 0) {
        listener.executeVoid("pull");
      }
    }
  }

  void finish() {
    if (request != null) {
      request.onComplete();
      request = null;
    }
  }
}
