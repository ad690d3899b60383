package dev.intarsia.bridge.vectors;

import static dev.intarsia.bridge.vectors.VectorFiles.word;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.payload.PayloadOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Which slot is published next, in which order slots are drained, and the lock words after each step. */
class MailboxVectorsTest {
  @TestFactory
  Stream<DynamicTest> shouldPublishAndDrainInTheReferencesOrder() {
    return VectorFiles.tests("mailbox.jsonl", MailboxVectorsTest::check);
  }

  private static void check(JsonNode vector) {
    LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(1 << 16));
    MailboxPublisher publisher = new MailboxPublisher(lane);
    MailboxDrainer drainer = new MailboxDrainer(lane);
    for (JsonNode step : vector.get("steps")) {
      if (step.get("do").asString().equals("publish")) {
        publish(step, lane, publisher);
      } else {
        drain(step, drainer);
      }
      assertThat(lane.hostBits()).isEqualTo(word(step, "hostBits"));
      assertThat(lane.workerBits()).isEqualTo(word(step, "workerBits"));
      assertThat(lane.payloadHostBits()).isEqualTo(word(step, "payloadHostBits"));
      assertThat(lane.payloadWorkerBits()).isEqualTo(word(step, "payloadWorkerBits"));
    }
  }

  private static void publish(JsonNode step, LaneMemory lane, MailboxPublisher publisher) {
    boolean free = publisher.hasRoom();
    boolean published = publisher.tryPublishNumber(
        word(step, "functionId"), word(step, "taskId"), 0, step.get("value").asDouble());
    assertThat(published).isEqualTo(step.get("ok").asBoolean()).isEqualTo(free);
    if (published) {
      assertThat(lane.headerWord(word(step, "slot"), 1)).isEqualTo(word(step, "taskId"));
    }
  }

  private static void drain(JsonNode step, MailboxDrainer drainer) {
    List<Integer> expected = new ArrayList<>();
    step.get("taskIds").forEach(id -> expected.add((int) id.asLong()));
    List<Integer> actual = new ArrayList<>();
    assertThat(drainer.hasPending()).isEqualTo(!expected.isEmpty());
    assertThat(drainer.drain(frame -> actual.add(frame.taskId()))).isEqualTo(expected.size());
    assertThat(actual).isEqualTo(expected);
  }
}
