package dev.intarsia.cli.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.intarsia.conformance.cli.CliException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What an autoscaler and a probe ask of a node over HTTP: {@code /metrics} in the text format of Prometheus, and {@code /ready},
 * which is 200 while the node takes calls, else 503.
 */
final class NodeGauges implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;

  private NodeGauges(HttpServer server) {
    this.server = server;
  }

  /**
   * Listens.
   *
   * @param gauges values by name
   * @throws CliException when the address can't be listened on
   */
  static NodeGauges open(String host, int port, Supplier<Map<String, Integer>> gauges, BooleanSupplier ready) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
      server.createContext("/", exchange -> answer(exchange, NOT_FOUND, "use /metrics or /ready\n"));
      server.createContext("/metrics", exchange -> answer(exchange, OK, text(gauges.get())));
      server.createContext("/ready", exchange -> {
        boolean is = ready.getAsBoolean();
        answer(exchange, is ? OK : UNAVAILABLE, is ? "ready\n" : "takes no calls\n");
      });
      server.start();
      return new NodeGauges(server);
    } catch (IOException e) {
      throw CliException.environment("--metrics can't listen on " + host + ":" + port + ": " + e.getMessage());
    }
  }

  private static String text(Map<String, Integer> gauges) {
    StringBuilder text = new StringBuilder();
    gauges.forEach((name, value) -> text.append("# TYPE ")
        .append(name)
        .append(" gauge\n")
        .append(name)
        .append(' ')
        .append(value)
        .append('\n'));
    return text.toString();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
