package dev.intarsia.bridge.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.protocol.layout.LockLayout;
import org.junit.jupiter.api.Test;

/** What a publisher believes of its free slots while other threads ask. */
class PublisherRoomTest {
  private final LaneMemory lane = LaneMemory.inProcess(PayloadOptions.defaults());
  private final MailboxDrainer drainer = new MailboxDrainer(lane);

  /** A publisher whose asker is held up between reading the shared word and going on. */
  private final class HeldUp extends MailboxPublisher {
    private Runnable meanwhile = () -> {};

    HeldUp() {
      super(lane);
    }

    @Override
    protected int acknowledged() {
      int read = super.acknowledged();
      Runnable once = meanwhile;
      meanwhile = () -> {};
      once.run();
      return read;
    }
  }

  private static int publishAll(MailboxPublisher publisher) {
    int published = 0;
    while (publisher.tryPublishNumber(0, published, 0, published)) {
      published++;
    }
    return published;
  }

  @Test
  void shouldNotPublishOverUnreadSlotsWhenAnotherThreadAsksForRoom() {
    HeldUp publisher = new HeldUp();
    assertThat(publishAll(publisher)).isEqualTo(LockLayout.SLOTS);
    publisher.meanwhile = () -> {
      drainer.drain(frame -> {});
      publishAll(publisher);
    };
    publisher.hasRoom();
    assertThat(publisher.tryPublishNumber(0, 99, 0, 99))
        .as("all slots are unread")
        .isFalse();
    assertThat(drainer.drain(frame -> {})).isEqualTo(LockLayout.SLOTS);
  }

  @Test
  void shouldNotPublishOverUnreadSlotsWhenAnotherThreadCountsThem() {
    HeldUp publisher = new HeldUp();
    publishAll(publisher);
    publisher.meanwhile = () -> {
      drainer.drain(frame -> {});
      publishAll(publisher);
    };
    publisher.inFlight();
    assertThat(publisher.tryPublishNumber(0, 99, 0, 99))
        .as("all slots are unread")
        .isFalse();
  }
}
