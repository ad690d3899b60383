package dev.intarsia.bridge.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.json.JsonText;
import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON given as bytes is the frame that the same text gives: in the slot, in the region, and where neither takes it. */
class JsonBytesTest {
  private static final int AREA_BYTES = 1 << 16;
  private static final int FRAMES = 14;

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 527, 528, 529, 530, 540, 1000, 2700, 2729, 2730, 4000, 5400, 8190, 8192, 40_000})
  void shouldWriteTheSameFrame(int characters) {
    for (String character : List.of("x", "é", "日", "🧶")) {
      String json = JsonText.quoted(character.repeat(characters / character.length()));
      byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
      assertThat(outcome(sink -> sink.json(utf8, utf8.length)))
          .as(character)
          .isEqualTo(outcome(sink -> sink.json(json)));
    }
  }

  private static List<Object> outcome(Predicate<PayloadSink> payload) {
    LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(AREA_BYTES));
    MailboxPublisher publisher = new MailboxPublisher(lane);
    List<Object> seen = new ArrayList<>();
    try {
      // Until the area is full: when that is shows the reserved size.
      for (int i = 0; i < FRAMES; i++) {
        seen.add(publisher.tryPublish(0, 0, 0, (value, sink) -> value.test(sink), payload));
      }
      new MailboxDrainer(lane).drain(frame -> seen.add(frame.decode(new PlainFactory())));
    } catch (PayloadException refused) {
      seen.add(String.valueOf(refused.getMessage()));
    }
    MemorySegment headers = lane.headers();
    seen.add(new String(headers.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1));
    return seen;
  }
}
