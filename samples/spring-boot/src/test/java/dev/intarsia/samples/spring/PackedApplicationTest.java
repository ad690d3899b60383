package dev.intarsia.samples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packed application, started as in production, asked over HTTP, and stopped. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackedApplicationTest {
  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final StringBuffer log = new StringBuffer();
  private Process application;
  private int port;

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    List<String> command = new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    Path compiler = Path.of("..", "..", "target", "jit").toAbsolutePath().normalize();
    assertThat(compiler).as("the build puts the Graal compiler there").isDirectory();
    command.addAll(
        List.of("-XX:+UnlockExperimentalVMOptions", "-XX:+EnableJVMCI", "--upgrade-module-path=" + compiler));
    command.addAll(List.of("-Xmx512m", "-jar", System.getProperty("sample.jar"), "--server.port=0"));
    application = new ProcessBuilder(command)
        .directory(home.toFile())
        .redirectErrorStream(true)
        .start();
    CompletableFuture<Integer> started = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> read(started));
    port = started.get(400, TimeUnit.SECONDS);
  }

  private void read(CompletableFuture<Integer> started) {
    try (BufferedReader output = application.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        log.append(line).append('\n');
        Matcher matcher = PORT.matcher(line);
        if (matcher.find()) {
          started.complete(Integer.valueOf(matcher.group(1)));
        }
      }
    } catch (IOException e) {
      log.append(e);
    }
    started.completeExceptionally(new IllegalStateException("the application ended:\n" + log));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .timeout(Duration.ofSeconds(60))
        .build();
  }

  @Test
  void shouldCallAModuleInTheJarThatImportsItsNeighbour() throws Exception {
    assertThat(get("/greet?name=ada%20lovelace").body()).isEqualTo("{\"text\":\"Hello, Ada Lovelace!\",\"length\":20}");
  }

  @Test
  void shouldCallAModuleInTheJarThatImportsAPackage() throws Exception {
    assertThat(get("/milliseconds?duration=2%20days").body()).isEqualTo("1.728E8");
  }

  @Test
  void shouldAnswerGatewayTimeoutWhenATaskTakesTooLong() throws Exception {
    HttpResponse<String> late = get("/spin");
    assertThat(late.statusCode()).isEqualTo(504);
    assertThat(late.body()).contains("The task did not finish in time");
  }

  @Test
  void shouldTellHealthAndMeters() throws Exception {
    get("/greet?name=ada");
    HttpResponse<String> health = get("/actuator/health/intarsia/texts");
    assertThat(health.body()).contains("js worker 0", "\"state\":\"ready\"");
    assertThat(get("/actuator/metrics/intarsia.calls?tag=pool:texts&tag=task:greet")
            .body())
        .contains("\"COUNT\"");
  }

  @AfterAll
  void stop() throws Exception {
    if (application == null) {
      return;
    }
    // A request under way when the application is told to stop is still answered: here, by the hard timeout.
    CompletableFuture<HttpResponse<String>> last =
        client.sendAsync(request("/spin"), HttpResponse.BodyHandlers.ofString());
    Thread.sleep(500);
    application.destroy();
    try {
      assertThat(last.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(504);
      assertThat(application.waitFor(60, TimeUnit.SECONDS))
          .as("it ends by itself")
          .isTrue();
      assertThat(log.toString()).doesNotContain("ERROR");
    } finally {
      application.destroyForcibly();
    }
  }
}
