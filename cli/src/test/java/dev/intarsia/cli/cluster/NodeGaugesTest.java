package dev.intarsia.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.conformance.cli.CliException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an autoscaler and a probe see of a node. */
@Timeout(60)
class NodeGaugesTest {
  private static final String HOST = "127.0.0.1";

  private static HttpResponse<String> get(NodeGauges gauges, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://" + HOST + ":" + gauges.port() + path);
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void shouldShowWhatIsNow() throws Exception {
    AtomicInteger waiting = new AtomicInteger(3);
    AtomicBoolean ready = new AtomicBoolean(true);
    try (NodeGauges gauges =
        NodeGauges.open(HOST, 0, () -> Map.of("intarsia_node_calls_waiting", waiting.get()), ready::get)) {
      HttpResponse<String> answer = get(gauges, "/metrics");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
      assertThat(answer.body()).isEqualTo("# TYPE intarsia_node_calls_waiting gauge\nintarsia_node_calls_waiting 3\n");
      waiting.set(5);
      assertThat(get(gauges, "/metrics").body()).endsWith("intarsia_node_calls_waiting 5\n");
      assertThat(get(gauges, "/ready").statusCode()).isEqualTo(200);
      ready.set(false);
      assertThat(get(gauges, "/ready").statusCode()).isEqualTo(503);
      assertThat(get(gauges, "/else").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void shouldSayWhereItCannotListen() {
    try (NodeGauges taken = NodeGauges.open(HOST, 0, Map::of, () -> true)) {
      assertThatThrownBy(() -> NodeGauges.open(HOST, taken.port(), Map::of, () -> true))
          .isInstanceOf(CliException.class)
          .hasMessageContaining("--metrics can't listen on 127.0.0.1:" + taken.port());
    }
  }
}
