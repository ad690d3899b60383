package dev.intarsia.bridge.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that no honest peer writes: each costs its own call and nothing else. */
class HostileFrameTest {
  private static final int SLOT = 31;
  private static final int CAPACITY = 1 << 16;

  private final LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(CAPACITY));
  private final MailboxPublisher publisher = new MailboxPublisher(lane);
  private final MailboxDrainer drainer = new MailboxDrainer(lane);

  private void word(int offset, int value) {
    lane.headers().set(ValueLayout.JAVA_INT_UNALIGNED, lane.slotOffset(SLOT) + offset, value);
  }

  private void publishText(String text) {
    assertThat(publisher.tryPublish(0, 1, 0, (value, sink) -> sink.string(value), text))
        .isTrue();
  }

  private Object decodeOnly() {
    List<Object> decoded = new ArrayList<>();
    drainer.drain(frame -> decoded.add(frame.decode(new PlainFactory())));
    return decoded.getFirst();
  }

  private void assertRefused(String part) {
    assertThatThrownBy(this::decodeOnly).isInstanceOf(PayloadException.class).hasMessageContaining(part);
    assertThat(lane.workerBits()).as("the slot is acknowledged").isEqualTo(lane.hostBits());
    assertThat(drainer.hasPending()).isFalse();
    publishText("next");
    assertThat(decodeOnly()).isEqualTo("next");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 13, 14, 30, 55, 63, 64, 75, 1000, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
  void shouldRefuseTagThatDoesNotExist(int tag) {
    publishText("text");
    word(HeaderLayout.TAG_OFFSET, tag);
    assertRefused("Payload tag " + Integer.toUnsignedString(tag));
  }

  @ParameterizedTest
  @ValueSource(ints = {513, 576, 65536, Integer.MAX_VALUE, -1})
  void shouldRefuseInlinePayloadLongerThanItsSlot(int length) {
    for (int tag = 0; tag < PayloadTag.LIMIT; tag++) {
      if (!PayloadTag.nameOf(tag).startsWith("Static")) {
        continue;
      }
      publishText("text");
      word(HeaderLayout.TAG_OFFSET, tag);
      word(HeaderLayout.PAYLOAD_LENGTH_OFFSET, length);
      assertThatThrownBy(this::decodeOnly)
          .isInstanceOf(PayloadException.class)
          .hasMessageContaining("a slot holds 512");
      new MailboxDrainer(lane);
      assertThat(lane.workerBits()).isEqualTo(lane.hostBits());
      reset();
    }
    assertThat(lane.hostBits()).isEqualTo(lane.workerBits());
  }

  /** Brings the round of slots back to the one that the words are written to. */
  private void reset() {
    for (int i = 0; i < SLOT; i++) {
      publisher.tryPublishNumber(0, 0, 0, 0);
      drainer.drain(frame -> {});
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 65473",
    "64, 65409",
    "65472, 1",
    "-1, 1",
    "-64, 64",
    "65536, 600",
    "0, -1",
    "-1, -1",
    "2147483647, 2147483647"
  })
  void shouldRefusePayloadBeyondItsArea(int start, int length) {
    publishText("long enough for the region".repeat(30));
    word(HeaderLayout.START_OFFSET, start);
    word(HeaderLayout.PAYLOAD_LENGTH_OFFSET, length);
    assertRefused("beyond the payload area");
    assertThat(lane.payloadWorkerBits()).as("the region is free").isEqualTo(lane.payloadHostBits());
  }

  @ParameterizedTest
  @CsvSource({"0, 65000, 473", "0, 10, -1", "-1, 5, 5", "65472, 0, 1"})
  void shouldRefuseEnvelopeBodyBeyondItsArea(int start, int length, int end) {
    publishText("long enough for the region".repeat(30));
    word(HeaderLayout.TAG_OFFSET, PayloadTag.ENVELOPE_DYNAMIC_HEADER_STRING);
    word(HeaderLayout.START_OFFSET, start);
    word(HeaderLayout.PAYLOAD_LENGTH_OFFSET, length);
    word(HeaderLayout.END_OFFSET, end);
    assertRefused("beyond the payload area");
  }

  @Test
  void shouldRefuseArrayOfPartialElements() {
    publishText("seven b");
    word(HeaderLayout.TAG_OFFSET, PayloadTag.STATIC_INT32_ARRAY);
    assertRefused("no whole number of elements");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 9, 31, 33, 512})
  void shouldRefuseDescriptorOfOtherLength(int length) {
    publishText("text");
    word(HeaderLayout.TAG_OFFSET, PayloadTag.PROCESS_SHARED_BUFFER);
    word(HeaderLayout.PAYLOAD_LENGTH_OFFSET, length);
    assertRefused("it has 32");
  }

  @Test
  void shouldFreeRegionOfFrameThatNobodyDecodes() {
    publishText("long enough for the region".repeat(30));
    assertThat(lane.payloadHostBits()).isNotEqualTo(lane.payloadWorkerBits());
    assertThat(drainer.drain(frame -> {})).isEqualTo(1);
    assertThat(lane.payloadHostBits()).isEqualTo(lane.payloadWorkerBits());
  }

  @Test
  void shouldKeepWhatIsPendingWhenHandlerThrows() {
    publishText("first");
    publishText("second");
    assertThatThrownBy(() -> drainer.drain(frame -> {
          throw new IllegalStateException("handler");
        }))
        .hasMessage("handler");
    assertThat(decodeOnly()).isEqualTo("second");
    assertThat(lane.hostBits()).isEqualTo(lane.workerBits());
  }

  @Test
  void shouldDecodeFrameOnce() {
    publishText("once");
    assertThatThrownBy(() -> drainer.drain(frame -> {
          frame.decode(new PlainFactory());
          frame.decode(new PlainFactory());
        }))
        .isInstanceOf(IllegalStateException.class);
  }
}
