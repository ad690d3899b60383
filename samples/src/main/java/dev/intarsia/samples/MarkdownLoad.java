package dev.intarsia.samples;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Loads a {@link MarkdownService} with many texts at once and asks it for a ping again and again meanwhile: the thread that takes requests is free. */
public final class MarkdownLoad {
  private static final int AT_ONCE = 32;
  private static final long PAUSE_MS = 5;
  private static final double NS_PER_MS = 1e6;
  private static final String TEXT = "# A title\n\n* one of *several*\n* [points](https://example.org)\n\n".repeat(20);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  private MarkdownLoad(int port) {
    base = "http://localhost:" + port;
  }

  /** Takes the number of texts, 2000 when absent. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int texts = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
    try (MarkdownService service =
        new MarkdownService(Path.of("samples/markdown-service/tasks.ts"), "a secret for a load run", 0)) {
      System.out.println(new MarkdownLoad(service.port()).run(texts));
    }
  }

  private String run(int texts) throws IOException, InterruptedException {
    String token = client
        .send(request("/token").POST(BodyPublishers.ofString("ada")).build(), BodyHandlers.ofString())
        .body();
    HttpRequest html = request("/html")
        .header("Authorization", "Bearer " + token)
        .POST(BodyPublishers.ofString(TEXT))
        .build();
    AtomicInteger left = new AtomicInteger(texts);
    AtomicInteger right = new AtomicInteger();
    long begin = System.nanoTime();
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      clients.add(next(html, left, right));
    }
    CompletableFuture<Void> all = CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new));
    List<Long> pings = new ArrayList<>();
    while (!all.isDone()) {
      long asked = System.nanoTime();
      client.send(request("/ping").build(), BodyHandlers.ofString());
      pings.add(System.nanoTime() - asked);
      Thread.sleep(PAUSE_MS);
    }
    pings.sort(null);
    return String.format(
        Locale.ROOT,
        "%d of %d texts in %.0f ms; %d pings meanwhile, half of them within %.1f ms, the slowest %.1f ms",
        right.get(),
        texts,
        (System.nanoTime() - begin) / NS_PER_MS,
        pings.size(),
        pings.get(pings.size() / 2) / NS_PER_MS,
        pings.getLast() / NS_PER_MS);
  }

  /** One client: asks again as soon as it has its answer. */
  private CompletableFuture<Void> next(HttpRequest html, AtomicInteger left, AtomicInteger right) {
    if (left.decrementAndGet() < 0) {
      return CompletableFuture.completedFuture(null);
    }
    return client.sendAsync(html, BodyHandlers.ofString()).thenCompose(answer -> {
      right.addAndGet(answer.body().endsWith("<footer>ada</footer>\n") ? 1 : 0);
      return next(html, left, right);
    });
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path));
  }
}
