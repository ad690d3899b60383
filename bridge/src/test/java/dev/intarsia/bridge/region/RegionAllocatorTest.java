package dev.intarsia.bridge.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.payload.PayloadOptions;
import org.junit.jupiter.api.Test;

class RegionAllocatorTest {
  private final LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(1024));
  private final RegionAllocator regions = new RegionAllocator(lane.lockSector());

  @Test
  void shouldHaveNoSlotForSameSizeUntilFreedOnesAreReclaimed() {
    for (int slot = 0; slot < 32; slot++) {
      assertThat(regions.reserve(64)).isEqualTo(slot);
    }
    assertThat(regions.reserve(64)).isEqualTo(RegionAllocator.NONE);
    regions.free(7);
    assertThat(regions.reserve(64)).as("as the reference").isEqualTo(RegionAllocator.NONE);
    regions.reclaim();
    assertThat(regions.reserve(64)).isEqualTo(7);
    assertThat(regions.startOf(7)).isEqualTo(7 * 64);
  }

  @Test
  void shouldTakeBackWhatWasNotPublishedWithoutTheReadersWord() {
    regions.reserve(100);
    int slot = regions.reserve(100);
    regions.cancel(slot);
    assertThat(lane.payloadWorkerBits()).isZero();
    assertThat(lane.payloadHostBits()).isEqualTo(1);
    assertThat(regions.reserve(100)).isEqualTo(slot);
    assertThat(regions.startOf(slot)).isEqualTo(128);
  }
}
