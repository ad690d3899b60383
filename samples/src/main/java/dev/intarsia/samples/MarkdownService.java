package dev.intarsia.samples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.Task;
import dev.intarsia.host.TaskException;
import dev.intarsia.js.JsWorkers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web service whose answers JS makes: tokens, and HTML of Markdown for who shows one. One thread takes all requests. It never
 * waits for a task: the answer is sent when the task's promise is done, so that other requests are taken meanwhile.
 */
public final class MarkdownService implements AutoCloseable {
  private static final Task<Login, String> TOKEN = Task.of("token", Login.class, String.class);
  private static final Task<Text, String> HTML = Task.of("html", Text.class, String.class);
  private static final String BEARER = "Bearer ";

  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FAILED = 500;

  private final String secret;
  private final Pool pool;
  private final HttpServer server;
  private final ExecutorService requests = Executors.newSingleThreadExecutor();
  private final ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();

  record Login(String user, String secret) {}

  record Text(String token, String secret, String markdown) {}

  /**
   * Starts it on this machine's own address.
   *
   * @param port 0 for any
   */
  MarkdownService(Path module, String secret, int port) throws IOException {
    this.secret = secret;
    pool = Pool.builder().workers(JsWorkers.of(module).threads(2)).build();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(requests);
    server.createContext("/ping", exchange -> send(exchange, OK, "pong\n"));
    server.createContext("/token", exchange -> answer(exchange, pool.call(TOKEN, new Login(body(exchange), secret))));
    server.createContext("/html", exchange -> answer(exchange, html(exchange)));
    server.createContext("/forever", exchange -> answer(exchange, pool.call("forever", null, Object.class)));
    server.start();
  }

  /** Takes the port, 8080 when absent, and signs with the variable SECRET. */
  public static void main(String[] args) throws IOException {
    String secret = System.getenv().getOrDefault("SECRET", "a secret for trying it out only");
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
    MarkdownService service = new MarkdownService(Path.of("samples/markdown-service/tasks.ts"), secret, port);
    System.out.println("listening on " + service.port());
  }

  int port() {
    return server.getAddress().getPort();
  }

  private PoolCall<String> html(HttpExchange exchange) throws IOException {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    String token = given != null && given.startsWith(BEARER) ? given.substring(BEARER.length()) : "";
    return pool.call(HTML, new Text(token, secret, body(exchange)));
  }

  /** Returns at once. Sending may block, so the answers have threads of their own. */
  private void answer(HttpExchange exchange, PoolCall<?> call) {
    CompletionStage<?> _ = call.whenCompleteAsync(
        (result, failure) -> {
          if (failure == null) {
            send(exchange, OK, String.valueOf(result));
          } else {
            send(exchange, status(failure), failure.getMessage() + "\n");
          }
        },
        answers);
  }

  /** The classes of errors of the JWT library begin with these letters. */
  private static int status(Throwable failure) {
    boolean token = failure instanceof TaskException thrown && thrown.name().startsWith("JW");
    return token ? UNAUTHORIZED : FAILED;
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, String text) {
    try (exchange) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    requests.close();
    pool.close();
    answers.close();
  }
}
