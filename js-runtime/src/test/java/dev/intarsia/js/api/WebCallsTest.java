package dev.intarsia.js.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.WorkerHarness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the Web APIs and the modules of Node behave beyond their plain use: members, errors, order. */
final class WebCallsTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"web-calls", "node-calls"})
  void shouldBehaveAsRecordedFromNode(String calls) throws IOException {
    JsonNode node = new JsonMapper().readTree(resource(calls + ".json"));
    Map<String, String> differences = new LinkedHashMap<>();
    WorkerHarness.files(folder, "calls.mjs", resource(calls + ".mjs"));
    try (WorkerHarness harness =
        WorkerHarness.open(folder, options -> options.withPermissions(Permissions.unsafe(folder)), "calls.mjs")) {
      for (Map.Entry<String, JsonNode> call : node.properties()) {
        String actual = unquoted(harness.call("run", "\"" + call.getKey() + "\""));
        if (!actual.equals(call.getValue().asString())) {
          differences.put(
              call.getKey(), actual + "\n  but Node gave\n" + call.getValue().asString());
        }
      }
    }
    assertThat(node.size()).isGreaterThan(19);
    assertThat(differences).isEmpty();
  }

  private static String unquoted(String shown) {
    return shown.startsWith("'") ? shown.substring(1, shown.length() - 1) : shown;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = WebCallsTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
