package dev.intarsia.bridge.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.protocol.payload.PayloadError;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens when the payload area is full, small, or grows. */
class PayloadRoomTest {
  private static final PayloadEncoder<byte[]> BYTES =
      (value, sink) -> sink.binary(BinaryKind.UINT8_ARRAY, value, 0, value.length);

  private static byte[] filled(int size, int with) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }

  @Test
  void shouldWaitForRoomThenPublish() {
    LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(8192));
    MailboxPublisher publisher = new MailboxPublisher(lane);
    MailboxDrainer drainer = new MailboxDrainer(lane);
    int published = 0;
    while (publisher.tryPublish(0, published, 0, BYTES, filled(1024, published))) {
      published++;
    }
    assertThat(published).isEqualTo(7);
    assertThat(publisher.hasRoom()).as("slots are left").isTrue();
    List<Object> read = new ArrayList<>();
    drainer.drain(frame -> read.add(frame.decode(new PlainFactory())));
    assertThat(read).hasSize(7).first().isEqualTo(filled(1024, 0));
    assertThat(publisher.tryPublish(0, 8, 0, BYTES, filled(1024, 8))).isTrue();
  }

  @Test
  void shouldRefuseWhatNeverFits() {
    LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(70));
    MailboxPublisher publisher = new MailboxPublisher(lane);
    assertThatThrownBy(() -> publisher.tryPublish(
            0, 0, 0, (v, sink) -> sink.envelope("h", false, MemorySegment.ofArray(v)), filled(8, 1)))
        .isInstanceOf(PayloadException.class)
        .hasMessage(PayloadError.unsupported(PayloadError.CAPACITY));
    assertThat(lane.payloadHostBits()).isEqualTo(lane.payloadWorkerBits());
  }

  @Test
  void shouldReuseSlotsWhenAllRegionsAreTracked() {
    LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(1 << 20));
    MailboxPublisher publisher = new MailboxPublisher(lane);
    MailboxDrainer drainer = new MailboxDrainer(lane);
    for (int round = 0; round < 100; round++) {
      for (int i = 0; i < 32; i++) {
        assertThat(publisher.tryPublish(0, i, 0, BYTES, filled(600, i))).isTrue();
      }
      assertThat(publisher.tryPublish(0, 99, 0, BYTES, filled(600, 1)))
          .as("no slot is left")
          .isFalse();
      assertThat(drainer.drain(
              frame -> assertThat(frame.decode(new PlainFactory())).isEqualTo(filled(600, frame.taskId()))))
          .isEqualTo(32);
    }
  }

  @Test
  void shouldGrowAndKeepWhatWasPublished() {
    PayloadOptions options = PayloadOptions.resolve(PayloadOptions.Mode.GROWABLE, 1024.0, 1048576.0, null);
    LaneMemory lane = LaneMemory.inProcess(options);
    MailboxPublisher publisher = new MailboxPublisher(lane);
    MailboxDrainer drainer = new MailboxDrainer(lane);
    for (int i = 1; i <= 7; i++) {
      assertThat(publisher.tryPublish(0, i, 0, BYTES, filled(i * 15_000, i))).isTrue();
    }
    List<Object> read = new ArrayList<>();
    drainer.drain(frame -> read.add(frame.decode(new PlainFactory())));
    for (int i = 1; i <= 7; i++) {
      assertThat(read.get(i - 1)).isEqualTo(filled(i * 15_000, i));
    }
    assertThat(lane.region().data().byteSize()).isLessThanOrEqualTo(1048576);
  }

  @Test
  void shouldReadTextThatIsLongerThanTheScratch() {
    LaneMemory lane = LaneMemory.inProcess(PayloadOptions.defaults());
    MailboxPublisher publisher = new MailboxPublisher(lane);
    MailboxDrainer drainer = new MailboxDrainer(lane);
    for (String text : List.of("a".repeat(3_000_000), "é日🙂".repeat(100_001), "x".repeat(1023) + "🙂".repeat(2000))) {
      assertThat(publisher.tryPublish(0, 0, 0, (v, sink) -> sink.string(v), text))
          .isTrue();
      List<Object> read = new ArrayList<>();
      drainer.drain(frame -> read.add(frame.decode(new PlainFactory())));
      assertThat(read).containsExactly(text);
    }
  }
}
