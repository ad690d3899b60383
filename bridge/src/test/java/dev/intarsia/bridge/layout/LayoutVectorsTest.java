package dev.intarsia.bridge.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.intarsia.protocol.layout.AbortLayout;
import dev.intarsia.protocol.layout.ProcessLayout;
import dev.intarsia.protocol.layout.Slice;
import dev.intarsia.protocol.layout.ThreadLayout;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The layout descriptors against what the reference laid out. */
class LayoutVectorsTest {
  @TestFactory
  Stream<DynamicTest> shouldLayOutAsTheReference() throws IOException {
    try (InputStream in = Objects.requireNonNull(
        ProcessLayout.class.getResourceAsStream("/dev/intarsia/protocol/vectors/layouts.json"))) {
      JsonNode layouts = new JsonMapper().readTree(in).get("layouts");
      assertThat(layouts.size()).isGreaterThan(10);
      return StreamSupport.stream(layouts.spliterator(), false)
          .map(layout -> DynamicTest.dynamicTest(layout.get("id").asString(), () -> check(layout)));
    }
  }

  private static void check(JsonNode vector) {
    int signals = vector.get("signalBytes").asInt();
    int abort = vector.get("abortBytes").asInt();
    switch (vector.get("kind").asString()) {
      case "process" ->
        checkProcess(
            vector, ProcessLayout.of(signals, abort, vector.get("payloadBytes").asLong()));
      case "thread-split" -> checkThread(vector, ThreadLayout.split(signals, abort));
      case "thread-interleaved" -> checkThread(vector, ThreadLayout.interleaved(signals, abort));
      default -> throw new AssertionError("unknown kind of layout: " + vector);
    }
  }

  private static void checkProcess(JsonNode vector, ProcessLayout layout) {
    List<Slice> expected = StreamSupport.stream(vector.get("slices").spliterator(), false)
        .map(s -> new Slice(
            s.get("name").asString(),
            s.get("byteOffset").asLong(),
            s.get("byteLength").asLong(),
            s.get("reservedByteLength").asLong()))
        .toList();
    assertThat(layout.slices()).isEqualTo(expected);
    assertThat(layout.totalBytes()).isEqualTo(vector.get("totalBytes").asLong());
  }

  private static void checkThread(JsonNode vector, ThreadLayout layout) {
    for (Slice slice : List.of(
        layout.signals(),
        layout.abortSignals(),
        layout.requestHeaders(),
        layout.requestLockSector(),
        layout.returnHeaders(),
        layout.returnLockSector())) {
      JsonNode expected = vector.get(slice.name());
      assertThat(slice.index())
          .as(slice.name())
          .isEqualTo(expected.get("byteOffset").asLong());
      assertThat(slice.lengthBytes())
          .as(slice.name())
          .isEqualTo(expected.get("byteLength").asLong());
    }
    assertThat(layout.headerSlotStrideBytes())
        .isEqualTo(vector.get("headerSlotStrideU32").asInt() * Integer.BYTES);
    assertThat(layout.totalBytes()).isEqualTo(vector.get("totalBytes").asLong());
  }

  @Test
  void shouldSizeAbortBitmaps() {
    assertThat(AbortLayout.bitmapBytes(AbortLayout.DEFAULT_CAPACITY)).isEqualTo(36);
    assertThat(AbortLayout.bitmapBytes(1)).isEqualTo(4);
    assertThat(AbortLayout.bitmapBytes(32)).isEqualTo(4);
    assertThat(AbortLayout.bitmapBytes(33)).isEqualTo(8);
    assertThatIllegalArgumentException().isThrownBy(() -> AbortLayout.bitmapBytes(0));
  }

  @Test
  void shouldRefuseTooFewSignalBytes() {
    assertThatIllegalArgumentException().isThrownBy(() -> ProcessLayout.of(191, 0, 64));
    assertThatIllegalArgumentException().isThrownBy(() -> ProcessLayout.of(192, 0, -1));
  }
}
