package dev.intarsia.bridge.vectors;

import static dev.intarsia.bridge.vectors.VectorFiles.word;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.mailbox.FrameSource;
import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.steal.StealControl;
import dev.intarsia.bridge.steal.StealingDrainer;
import dev.intarsia.bridge.steal.StealingPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** What each of several consumers takes, and the control words after each step. */
class StealVectorsTest {
  @TestFactory
  Stream<DynamicTest> shouldClaimAsTheReference() {
    return VectorFiles.tests("steal.jsonl", StealVectorsTest::check);
  }

  private static void check(JsonNode vector) {
    int consumers = word(vector, "consumers");
    int regionLanes = word(vector, "regionLanes");
    LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(1 << 16));
    StealingPublisher publisher = new StealingPublisher(lane, consumers, regionLanes);
    List<FrameSource> sources = new ArrayList<>();
    for (int consumer = 0; consumer < consumers; consumer++) {
      sources.add(
          consumers == 1 ? new MailboxDrainer(lane) : new StealingDrainer(lane, consumers, regionLanes, consumer));
    }
    for (JsonNode step : vector.get("steps")) {
      if (step.get("do").asString().equals("publish")) {
        assertThat(publisher.tryPublishNumber(0, word(step, "taskId"), 0, 1))
            .isEqualTo(step.get("ok").asBoolean());
      } else {
        claim(step, sources.get(word(step, "consumer")));
      }
      checkWords(step, lane, publisher.control());
    }
  }

  private static void claim(JsonNode step, FrameSource source) {
    List<Integer> expected = new ArrayList<>();
    step.get("taskIds").forEach(id -> expected.add(id.asInt()));
    List<Integer> actual = new ArrayList<>();
    source.drain(frame -> actual.add(frame.taskId()));
    assertThat(actual).isEqualTo(expected);
  }

  private static void checkWords(JsonNode step, LaneMemory lane, StealControl control) {
    assertThat(lane.hostBits()).isEqualTo(word(step, "hostBits"));
    assertThat(lane.workerBits()).isEqualTo(word(step, "workerBits"));
    for (int consumer = 0; consumer < control.consumers(); consumer++) {
      assertThat(control.ack(consumer))
          .isEqualTo((int) step.get("ack").get(consumer).asLong());
      assertThat(control.want(consumer))
          .isEqualTo((int) step.get("want").get(consumer).asLong());
    }
    assertThat(control.live()).isEqualTo(word(step, "live"));
  }
}
