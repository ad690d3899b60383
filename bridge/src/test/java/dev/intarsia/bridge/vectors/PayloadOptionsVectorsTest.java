package dev.intarsia.bridge.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bridge.payload.PayloadOptions;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** How payload options resolve, and in which words they are refused. */
class PayloadOptionsVectorsTest {
  @TestFactory
  Stream<DynamicTest> shouldResolveAsTheReference() throws IOException {
    try (var in = VectorFiles.open("layouts.json")) {
      JsonNode cases = VectorFiles.JSON.readTree(in).get("payloadOptions");
      assertThat(cases.size()).isGreaterThan(10);
      return StreamSupport.stream(cases.spliterator(), false)
          .map(vector -> DynamicTest.dynamicTest(vector.get("options").toString(), () -> check(vector)));
    }
  }

  private static void check(JsonNode vector) {
    JsonNode options = vector.get("options");
    if (vector.get("rejects") != null) {
      assertThatThrownBy(() -> resolve(options))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(vector.get("rejects").asString());
      return;
    }
    JsonNode resolved = vector.get("resolved");
    assertThat(resolve(options))
        .isEqualTo(new PayloadOptions(
            mode(resolved.get("mode").asString()),
            resolved.get("payloadInitialBytes").asLong(),
            resolved.get("payloadMaxByteLength").asLong(),
            resolved.get("maxPayloadBytes").asInt()));
  }

  private static PayloadOptions resolve(JsonNode options) {
    JsonNode mode = options.get("mode");
    return PayloadOptions.resolve(
        mode == null ? null : mode(mode.asString()),
        number(options.get("payloadInitialBytes")),
        number(options.get("payloadMaxByteLength")),
        number(options.get("maxPayloadBytes")));
  }

  private static PayloadOptions.Mode mode(String name) {
    return PayloadOptions.Mode.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static @Nullable Double number(@Nullable JsonNode node) {
    return node == null ? null : node.asDouble();
  }
}
