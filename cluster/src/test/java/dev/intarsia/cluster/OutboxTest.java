package dev.intarsia.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.cluster.frame.Frame;
import dev.intarsia.cluster.frame.FrameBatch;
import dev.intarsia.cluster.frame.FrameCodec;
import dev.intarsia.cluster.frame.FrameException;
import dev.intarsia.cluster.transport.Member;
import dev.intarsia.cluster.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many frames are under way, and in how many messages. */
class OutboxTest {
  private static final Member MEMBER = new Member("other#1", "other");

  private final List<byte[]> messages = new ArrayList<>();
  private final Outbox out = new Outbox(MEMBER, new Keeping());
  private int made;

  private void put(int frames, int pieceBytes) {
    for (int i = 0; i < frames; i++) {
      out.put(() -> {
        made++;
        return new Frame.CallPiece(1, new byte[pieceBytes]);
      });
    }
  }

  private List<Long> sequences() {
    return messages.stream()
        .flatMap(message -> FrameBatch.split(message).stream())
        .map(frame -> FrameCodec.decode(frame).sequence())
        .toList();
  }

  @Test
  void shouldSendShortFramesTogether() {
    put(10, 5);
    assertThat(messages).isEmpty();
    out.flush();
    out.flush();
    assertThat(messages).hasSize(1);
    assertThat(sequences()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
  }

  @Test
  void shouldSendLongFramesOneByOne() {
    put(3, FrameCodec.MAX_PIECE_BYTES);
    out.flush();
    assertThat(messages).hasSize(3).allMatch(message -> message.length < Transport.MAX_MESSAGE_BYTES);
  }

  @Test
  void shouldMakeNoMoreFramesThanTheOtherReads() {
    put(2 * Outbox.WINDOW, 1);
    assertThat(made).isEqualTo(Outbox.WINDOW);
    out.read(100);
    assertThat(made).isEqualTo(Outbox.WINDOW + 100);
    out.read(50); // an older word that comes late
    assertThat(made).isEqualTo(Outbox.WINDOW + 100);
    out.read(Outbox.WINDOW + 100);
    out.flush();
    assertThat(made).isEqualTo(2 * Outbox.WINDOW);
    assertThat(sequences()).hasSize(2 * Outbox.WINDOW).isSorted();
  }

  @Test
  void shouldNotBelieveThatMoreWasReadThanWasSent() {
    put(3, 1);
    out.read(3);
    assertThatThrownBy(() -> out.read(4))
        .isInstanceOf(FrameException.class)
        .hasMessage("frame 4 is said to be read; 3 were sent");
  }

  @Test
  void shouldForgetWhatWaitsWithANewEpoch() {
    put(Outbox.WINDOW + 5, 1);
    long before = out.epoch();
    out.newEpoch();
    put(1, 1);
    out.flush();
    assertThat(out.epoch()).isGreaterThan(before);
    assertThat(made).isEqualTo(Outbox.WINDOW + 1);
    assertThat(sequences().getLast()).isEqualTo(1);
  }

  private final class Keeping implements Transport {
    @Override
    public void start(Listener listener) {}

    @Override
    public Member self() {
      return MEMBER;
    }

    @Override
    public Set<Member> members() {
      return Set.of();
    }

    @Override
    public void send(Member to, byte[] bytes) {
      messages.add(bytes);
    }

    @Override
    public void close() {}
  }
}
