package dev.intarsia.bridge.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.protocol.payload.PayloadTag;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The byte vectors that protocol-spec carries. */
final class VectorFiles {
  static final String FOLDER = "/dev/intarsia/protocol/vectors/";
  static final JsonMapper JSON = new JsonMapper();

  /**
   * The one payload that was not recorded: its JSON has its keys in another order than it is written in. This codec takes JSON as
   * text and leaves the order to the host, whose tests write this vector.
   */
  static final String KEYS_AS_INSERTED = "json/intKeysAsInserted";

  private VectorFiles() {}

  /** One test a line of a file. */
  static Stream<DynamicTest> tests(String file, Consumer<JsonNode> test) {
    List<JsonNode> vectors = lines(file);
    assertThat(vectors).as(file).isNotEmpty();
    return vectors.stream()
        .map(vector -> DynamicTest.dynamicTest(vector.get("id").asString(), () -> test.accept(vector)));
  }

  static List<JsonNode> lines(String file) {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank()).map(JSON::readTree).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InputStream open(String file) {
    return Objects.requireNonNull(PayloadTag.class.getResourceAsStream(FOLDER + file), file);
  }

  /** An unsigned 32-bit number of a vector. */
  static int word(JsonNode vector, String field) {
    return (int) vector.get(field).asLong();
  }
}
