package dev.intarsia.bridge.steal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.protocol.layout.StealLayout;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the vectors don't show: wrong arguments, dead consumers, handlers that throw. */
class StealingTest {
  private static final int REGION_LANES = 8;

  private final LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(1 << 12));
  private final StealingPublisher publisher = new StealingPublisher(lane, 2, REGION_LANES);

  private static List<Integer> drain(StealingDrainer drainer) {
    List<Integer> ids = new ArrayList<>();
    drainer.drain(frame -> ids.add(frame.taskId()));
    return ids;
  }

  @Test
  void shouldRefuseFewerRegionsThanConsumers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StealingPublisher(lane, 5, REGION_LANES))
        .withMessage("regionLanes=8 yields 4 regions, too few for 5 consumers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StealControl(lane, 2, 6))
        .withMessage("regionLanes must be a power of two");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StealingDrainer(lane, 2, REGION_LANES, 2))
        .withMessage("consumerId 2 out of range");
  }

  @Test
  void shouldIgnoreClaimOfDeadConsumer() {
    publisher.tryPublishNumber(0, 1, 0, 1);
    // Consumer 0, the senior, died with a claim on the region of slots 24 to 31.
    lane.headers().set(ValueLayout.JAVA_INT, lane.slotOffset(0) + StealLayout.WANT_OFFSET, 1 << 3);
    StealingDrainer survivor = new StealingDrainer(lane, 2, REGION_LANES, 1);
    assertThat(drain(survivor)).isEmpty();
    assertThat(survivor.hasPending()).isTrue();
    assertThat(publisher.deactivate(0)).isTrue();
    assertThat(publisher.deactivate(0)).isFalse();
    assertThat(drain(survivor)).containsExactly(1);
    assertThat(publisher.hasUnread()).isFalse();
  }

  @Test
  void shouldAcknowledgeAndGiveUpClaimWhenHandlerThrows() {
    publisher.tryPublishNumber(0, 1, 0, 1);
    publisher.tryPublishNumber(0, 2, 0, 1);
    StealingDrainer drainer = new StealingDrainer(lane, 2, REGION_LANES, 0);
    assertThatThrownBy(() -> drainer.drain(frame -> {
          throw new IllegalStateException("handler");
        }))
        .hasMessage("handler");
    assertThat(publisher.control().want(0)).isZero();
    assertThat(publisher.inFlight()).isEqualTo(1);
    assertThat(drain(new StealingDrainer(lane, 2, REGION_LANES, 1))).containsExactly(1);
  }
}
