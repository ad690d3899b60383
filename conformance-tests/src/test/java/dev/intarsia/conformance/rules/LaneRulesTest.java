package dev.intarsia.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.memory.SharedMemory;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.payload.PayloadSink;
import dev.intarsia.conformance.subject.NotationFactory;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.spec.Requirement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class LaneRulesTest {
  private static final int CAPACITY = 1 << 20;

  private final LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(CAPACITY));
  private final MailboxPublisher publisher = new MailboxPublisher(lane);
  private final MailboxDrainer drainer = new MailboxDrainer(lane);
  private final NotationFactory factory = new NotationFactory();

  private boolean publishText(int taskId, String text) {
    return publisher.tryPublish(0, taskId, 0, (value, sink) -> sink.string(value), text);
  }

  private void setWord(int slot, int word, int value) {
    long at = lane.slotOffset(slot) + HeaderLayout.TASK_LINE_OFFSET + (long) word * Integer.BYTES;
    lane.headers().set(ValueLayout.JAVA_INT, at, value);
  }

  @Test
  @Requirement({"MEM-003", "SIG-001"})
  void shouldStartFromZeroedMemory() {
    try (SharedMemory memory = SharedMemory.anonymous(8192)) {
      MemorySegment all = memory.segment();
      assertThat(all.mismatch(MemorySegment.ofArray(new byte[(int) all.byteSize()])))
          .isEqualTo(-1);
    }
  }

  @Test
  @Requirement({"MEM-007", "MEM-008", "MBX-005", "MBX-010"})
  void shouldHandOverWholeFramesBetweenThreads() throws Exception {
    int frames = 30_000;
    CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> {
      BitSet seen = new BitSet(frames);
      while (seen.cardinality() < frames) {
        drainer.drain(frame -> {
          String text = frame.decode(factory).get("value").stringValue();
          assertThat(text).isEqualTo(text(frame.taskId()));
          assertThat(seen.get(frame.taskId()))
              .as("frame %d read twice", frame.taskId())
              .isFalse();
          seen.set(frame.taskId());
        });
      }
      return seen.cardinality();
    });
    for (int i = 0; i < frames && !reader.isCompletedExceptionally(); i++) {
      while (!publishText(i, text(i)) && !reader.isCompletedExceptionally()) {
        Thread.onSpinWait();
      }
    }
    assertThat(reader.get(60, TimeUnit.SECONDS)).isEqualTo(frames);
    assertThat(lane.payloadHostBits()).isEqualTo(lane.payloadWorkerBits());
  }

  private static String text(int number) {
    return Integer.toString(number).repeat(number % 3 == 0 ? 300 : 2);
  }

  @Test
  @Requirement("LOCK-002")
  void shouldWriteOnlyItsOwnWords() {
    assertThat(publishText(0, "x".repeat(600))).isTrue();
    assertThat(lane.hostBits()).isNotZero();
    assertThat(lane.workerBits()).isZero();
    int host = lane.hostBits();
    int payloadHost = lane.payloadHostBits();
    drainer.drain(frame -> frame.decode(factory));
    assertThat(lane.hostBits()).isEqualTo(host);
    assertThat(lane.payloadHostBits()).isEqualTo(payloadHost);
    assertThat(lane.workerBits()).isEqualTo(host);
  }

  @Test
  @Requirement("HDR-003")
  void shouldTakeAnyFlagAsRejection() {
    List<Boolean> rejected = new ArrayList<>();
    for (int flags : new int[] {0, 1, 2, 0x8000_0000}) {
      assertThat(publisher.tryPublishNumber(flags, 0, 0, 1)).isTrue();
    }
    drainer.drain(frame -> rejected.add(frame.rejected()));
    assertThat(rejected).containsExactly(false, true, true, true);
  }

  @Test
  @Requirement({"HDR-009", "SEC-002"})
  void shouldReadAHeaderOnce() {
    publishText(7, "before");
    List<String> seen = new ArrayList<>();
    drainer.drain(frame -> {
      for (int word = 0; word < HeaderLayout.WORDS; word++) {
        setWord(31, word, -1);
      }
      assertThat(frame.taskId()).isEqualTo(7);
      seen.add(frame.decode(factory).get("value").stringValue());
    });
    assertThat(seen).containsExactly("before");
  }

  @Test
  @Requirement("HDR-006")
  void shouldCarryTheTimeStampBesideTheRegionSlot() {
    int stamp = 0x7FF_FFFF;
    publisher.tryPublish(0, 0, 0, (value, sink) -> sink.string(value), "y".repeat(600));
    publisher.tryPublish(0, 1, stamp, (value, sink) -> sink.string(value), "x".repeat(600));
    assertThat(lane.headerWord(30, 6)).isEqualTo((stamp << 5) | 1);
    List<Integer> stamps = new ArrayList<>();
    drainer.drain(frame -> stamps.add(frame.slotMeta()));
    assertThat(stamps).containsExactly(0, stamp);
    assertThat(lane.payloadHostBits()).isEqualTo(lane.payloadWorkerBits());
  }

  @Test
  @Requirement({"MBX-003", "LIM-008"})
  void shouldHaveNoRoomBeyond32Frames() {
    for (int i = 0; i < LockLayout.SLOTS; i++) {
      assertThat(publisher.tryPublishNumber(0, i, 0, i)).isTrue();
    }
    int host = lane.hostBits();
    assertThat(publisher.tryPublishNumber(0, 32, 0, 32)).isFalse();
    assertThat(lane.hostBits()).isEqualTo(host);
    List<Integer> order = new ArrayList<>();
    drainer.drain(frame -> order.add(frame.taskId()));
    assertThat(publisher.tryPublishNumber(0, 32, 0, 32)).isTrue();
    drainer.drain(frame -> order.add(frame.taskId()));
    assertThat(order).hasSize(33).isSorted();
  }

  @Test
  @Requirement("MBX-004")
  void shouldPublishNothingForARefusedValue() {
    assertThatThrownBy(() -> publisher.tryPublish(0, 0, 0, LaneRulesTest::refuse, ""))
        .isInstanceOf(PayloadException.class);
    assertThat(lane.hostBits()).isZero();
    assertThat(drainer.hasPending()).isFalse();
    assertThat(lane.payloadHostBits()).isEqualTo(lane.payloadWorkerBits());
  }

  private static boolean refuse(String value, PayloadSink sink) {
    throw new PayloadException("no" + value);
  }

  @Test
  @Requirement("MBX-008")
  void shouldLeaveFramesPublishedDuringADrain() {
    publisher.tryPublishNumber(0, 0, 0, 0);
    List<Integer> first = new ArrayList<>();
    drainer.drain(frame -> {
      first.add(frame.taskId());
      publisher.tryPublishNumber(0, frame.taskId() + 1, 0, 0);
    });
    assertThat(first).containsExactly(0);
    assertThat(drainer.hasPending()).isTrue();
  }

  @Test
  @Requirement({"MBX-009", "SEC-004", "REG-010"})
  void shouldAcknowledgeAFrameThatIsNoPayload() {
    publishText(0, "x".repeat(600));
    publishText(1, "good");
    setWord(31, 5, CAPACITY);
    List<ObjectNode> values = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    drainer.drain(frame -> {
      try {
        values.add(frame.decode(factory));
      } catch (PayloadException e) {
        refusals.add(e.getMessage());
      }
    });
    assertThat(refusals).hasSize(1);
    assertThat(values).hasSize(1);
    assertThat(drainer.hasPending()).isFalse();
    assertThat(lane.workerBits()).isEqualTo(lane.hostBits());
    assertThat(lane.payloadWorkerBits()).isEqualTo(lane.payloadHostBits());
    assertThat(publishText(2, "goes on")).isTrue();
  }
}
