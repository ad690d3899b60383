package dev.intarsia.samples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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

/**
 * The packed application, started as in production, asked over HTTP, and stopped. Where this machine lets the test, it runs as in a
 * container: a root file system that is read-only, a user without a home, and a temporary folder.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackedApplicationTest {
  /** Takes the jar, the compiler's folder and a command. The command sees both below /mnt, and its process is this one. */
  private static final String CONTAINER = """
      mount --make-rprivate / && mount -t tmpfs tmpfs /mnt && cp "$1" /mnt/application.jar && cp -r "$2" /mnt/jit || exit 9
      mount -o remount,ro /mnt && mount -o remount,ro,bind / && mount -t tmpfs -o mode=1777 tmpfs /tmp && cd / || exit 9
      shift 2
      exec setpriv --reuid 65534 --regid 65534 --clear-groups --no-new-privs env -i PATH="$PATH" "$@"
      """;

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final StringBuffer log = new StringBuffer();
  private Process application;
  private int port;

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    Path compiler = Path.of("..", "..", "target", "jit").toAbsolutePath().normalize();
    assertThat(compiler).as("the build puts the Graal compiler there").isDirectory();
    String jar = System.getProperty("sample.jar");
    List<String> container = container(Path.of(jar), compiler);
    List<String> command = new ArrayList<>(container);
    command.addAll(List.of(
        JAVA,
        "-XX:+UnlockExperimentalVMOptions",
        "-XX:+EnableJVMCI",
        "--upgrade-module-path=" + (container.isEmpty() ? compiler : "/mnt/jit"),
        "-Xmx512m",
        "-jar",
        container.isEmpty() ? jar : "/mnt/application.jar",
        "--server.port=0"));
    application = new ProcessBuilder(command)
        .directory(home.toFile())
        .redirectErrorStream(true)
        .start();
    CompletableFuture<Integer> started = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> read(started));
    port = started.get(400, TimeUnit.SECONDS);
  }

  /** What goes before a command to run it in the container; nothing where this machine allows no such thing. */
  private static List<String> container(Path jar, Path compiler) throws Exception {
    List<String> container = List.of(
        "unshare",
        "--mount",
        "--",
        "sh",
        "-c",
        CONTAINER,
        "sh",
        jar.toAbsolutePath().toString(),
        compiler.toString());
    List<String> trial = new ArrayList<>(container);
    trial.addAll(List.of("sh", "-c", "[ -x \"$0\" ] && ! touch /var/tmp/written 2>&1", JAVA));
    String said;
    try {
      Process tried = new ProcessBuilder(trial).redirectErrorStream(true).start();
      said = new String(tried.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (tried.waitFor() == 0 && said.contains("Read-only file system")) {
        return container;
      }
    } catch (IOException missing) {
      said = missing.getMessage();
    }
    System.err.println("SKIPPED: the read-only root of the packed application: " + said);
    return List.of();
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
      assertThat(log.toString()).doesNotContain("ERROR", "JS is interpreted");
    } finally {
      application.destroyForcibly();
    }
  }
}
