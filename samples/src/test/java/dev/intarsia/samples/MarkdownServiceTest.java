package dev.intarsia.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class MarkdownServiceTest {
  private static final int PAGES = 200;
  private static final String MARKDOWN = "# Tea\n\n* green\n* *black*\n";
  private static final String HTML = "<h1>Tea</h1>\n<ul>\n<li>green</li>\n<li><em>black</em></li>\n</ul>\n";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static MarkdownService service;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Path module = NpmFolder.install("markdown-service", folder).resolve("tasks.ts");
    service = new MarkdownService(module, "a secret of the test", 0);
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
    CLIENT.close();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path))
        .timeout(Duration.ofSeconds(60));
  }

  private static HttpRequest html(String token) {
    return request("/html")
        .header("Authorization", "Bearer " + token)
        .POST(BodyPublishers.ofString(MARKDOWN))
        .build();
  }

  private static HttpResponse<String> ask(HttpRequest request) throws Exception {
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  private static String token(String user) throws Exception {
    return ask(request("/token").POST(BodyPublishers.ofString(user)).build()).body();
  }

  @Test
  void shouldMakeHtmlForWhoHasAToken() throws Exception {
    String token = token("ada");
    assertThat(token).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    HttpResponse<String> page = ask(html(token));
    assertThat(page.body()).isEqualTo(HTML + "<footer>ada</footer>\n");
    assertThat(page.statusCode()).isEqualTo(200);
  }

  @Test
  void shouldRefuseAForgedToken() throws Exception {
    String token = token("ada");
    String forged = token.substring(0, token.lastIndexOf('.')) + ".c2lnbmF0dXJl";
    HttpResponse<String> refused = ask(html(forged));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("signature verification failed");
    assertThat(ask(html("")).statusCode()).isEqualTo(401);
  }

  /** With one thread for all requests, a thread that waited would keep all others waiting. */
  @Test
  void shouldTakeRequestsWhileTasksRun() throws Exception {
    String token = token("ada");
    CompletableFuture<HttpResponse<String>> never =
        CLIENT.sendAsync(request("/forever").build(), BodyHandlers.ofString());
    List<CompletableFuture<HttpResponse<String>>> pages = new ArrayList<>();
    for (int i = 0; i < PAGES; i++) {
      pages.add(CLIENT.sendAsync(html(token), BodyHandlers.ofString()));
    }
    assertThat(ask(request("/ping").build()).body()).isEqualTo("pong\n");
    for (CompletableFuture<HttpResponse<String>> page : pages) {
      assertThat(page.get(60, TimeUnit.SECONDS).body()).startsWith(HTML);
    }
    assertThat(never).isNotDone();
    never.cancel(true);
  }
}
