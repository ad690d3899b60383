package dev.intarsia.bridge.vectors;

import static dev.intarsia.bridge.vectors.VectorFiles.word;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.region.RegionAllocator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Which region is handed out, and the payload lock words after each step. */
class RegionVectorsTest {
  @TestFactory
  Stream<DynamicTest> shouldHandOutRegionsAsTheReference() {
    return VectorFiles.tests("regions.jsonl", RegionVectorsTest::check);
  }

  private static void check(JsonNode vector) {
    LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(1 << 10));
    RegionAllocator regions = new RegionAllocator(lane.lockSector());
    for (JsonNode step : vector.get("steps")) {
      int slot = word(step, "slot");
      if (step.get("do").asString().equals("free")) {
        regions.free(slot);
      } else {
        assertThat(regions.reserve(step.get("bytes").asLong())).isEqualTo(slot);
        if (slot >= 0) {
          assertThat(regions.startOf(slot)).isEqualTo(step.get("start").asLong());
        }
        if (step.get("shrinkTo") != null) {
          regions.setLength(slot, step.get("shrinkTo").asLong());
        }
      }
      assertThat(lane.payloadHostBits()).isEqualTo(word(step, "payloadHostBits"));
      assertThat(lane.payloadWorkerBits()).isEqualTo(word(step, "payloadWorkerBits"));
    }
  }
}
