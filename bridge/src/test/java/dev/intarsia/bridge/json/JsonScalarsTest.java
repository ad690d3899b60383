package dev.intarsia.bridge.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScalarsTest {
  private static final Object NULL = new Object();
  private static final JsonPattern PATTERN = new JsonPattern(List.of("{\"é\":", ",\"list\":[", "]}"));

  private final JsonScalars in = new JsonScalars(NULL);
  private Object @Nullable [] scalars;

  private boolean reads(String json) {
    byte[] utf8 = ("##" + json + "##").getBytes(StandardCharsets.UTF_8);
    in.load(MemorySegment.ofArray(utf8), 2, utf8.length - 4);
    assertThat(in.text()).isEqualTo(json);
    scalars = in.read(PATTERN);
    return scalars != null;
  }

  @Test
  void shouldTakeScalarsOfEveryKind() {
    assertThat(reads("{\"é\":\"a\\n😀\",\"list\":[-7]}")).isTrue();
    assertThat(scalars).containsExactly("a\n😀", -7);
    assertThat(reads("{\"é\":true,\"list\":[null]}")).isTrue();
    assertThat(scalars).containsExactly(true, NULL);
    assertThat(reads("{\"é\":1.5,\"list\":[-0]}")).isTrue();
    assertThat(scalars).containsExactly(1.5, -0.0);
    assertThat(reads("{\"é\":2147483648,\"list\":[1e3]}")).isTrue();
    assertThat(scalars).containsExactly(2147483648.0, 1000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "{\"é\":",
        "{\"é\":1",
        "{\"é\":1,\"list\":[2]",
        "{\"é\":1,\"list\":[2]}}",
        "{\"é\":1,\"list\":[2]} ",
        "{\"é\":1,\"list\":[]}",
        "{\"é\":1,\"list\":[2,3]}",
        "{\"é\":{},\"list\":[2]}",
        "{\"é\": 1,\"list\":[2]}",
        "{\"e\":1,\"list\":[2]}",
        "{\"é\":01,\"list\":[2]}",
        "{\"é\":-,\"list\":[2]}",
        "{\"é\":tru,\"list\":[2]}",
        "{\"é\":\"\\x\",\"list\":[2]}",
        "{\"é\":\"a,\"list\":[2]}"
      })
  void shouldRefuseTextOfNoSuchPattern(String json) {
    assertThat(reads(json)).isFalse();
  }

  @Test
  void shouldWriteWhatItReads() {
    String json = "{\"é\":\"\\\"x\",\"list\":[0.1]}";
    assertThat(reads(json)).isTrue();
    Object[] read = Objects.requireNonNull(scalars);
    JsonText text = new JsonText();
    text.between(PATTERN.piece(0))
        .string((String) read[0])
        .between(PATTERN.piece(1))
        .number((Double) read[1]);
    assertThat(text.between(PATTERN.piece(2))).hasToString(json);
  }
}
