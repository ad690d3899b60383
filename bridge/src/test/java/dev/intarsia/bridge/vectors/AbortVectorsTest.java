package dev.intarsia.bridge.vectors;

import static dev.intarsia.bridge.vectors.VectorFiles.word;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.protocol.layout.AbortLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Which abort signal is given out, and the bitmap after each step. */
class AbortVectorsTest {
  @TestFactory
  Stream<DynamicTest> shouldKeepTheBitmapAsTheReference() {
    return VectorFiles.tests("abort.jsonl", AbortVectorsTest::check);
  }

  private static void check(JsonNode vector) {
    int capacity = word(vector, "capacity");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment words = arena.allocate(AbortLayout.bitmapBytes(capacity), Integer.BYTES);
      AbortSignals signals = new AbortSignals(words, capacity);
      assertThat(signals.exhausted()).isEqualTo(word(vector, "closeNow"));
      for (JsonNode step : vector.get("steps")) {
        check(step, signals);
        assertThat(words.byteSize() / Integer.BYTES).isEqualTo(step.get("words").size());
        for (int i = 0; i < step.get("words").size(); i++) {
          assertThat(words.getAtIndex(ValueLayout.JAVA_INT, i))
              .isEqualTo((int) step.get("words").get(i).asLong());
        }
      }
    }
  }

  private static void check(JsonNode step, AbortSignals signals) {
    JsonNode signal = step.get("signal");
    switch (step.get("do").asString()) {
      case "acquire" ->
        assertThat(signals.acquire()).isEqualTo(signal.isString() ? signals.exhausted() : signal.asInt());
      case "release" -> assertThat(signals.release(signal.asInt())).isTrue();
      case "abort" -> {
        assertThat(signals.abort(signal.asInt())).isTrue();
        assertThat(signals.isAborted(signal.asInt())).isTrue();
      }
      default -> throw new AssertionError("unknown step: " + step);
    }
  }
}
