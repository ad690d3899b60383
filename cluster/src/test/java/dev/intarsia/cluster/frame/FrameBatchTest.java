package dev.intarsia.cluster.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.cluster.transport.Transport;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Several frames in one message. */
class FrameBatchTest {
  private static byte[] frame(Frame frame) {
    return FrameCodec.encode(new FrameCodec.Numbered(1, 2, frame));
  }

  @Test
  void shouldSplitWhatItJoins() {
    List<byte[]> frames = List.of(frame(new Frame.Abort(1)), frame(new Frame.Drain()), frame(new Frame.Read(3, 4)));
    assertThat(FrameBatch.split(FrameBatch.join(frames))).containsExactlyElementsOf(frames);
    assertThat(FrameBatch.join(frames.subList(0, 1))).isEqualTo(frames.getFirst());
    assertThat(FrameBatch.split(frames.getFirst())).containsExactly(frames.getFirst());
  }

  @Test
  void shouldRefuseLengthsThatAreWrong() {
    byte[] whole = FrameBatch.join(List.of(frame(new Frame.Abort(1)), frame(new Frame.Abort(2))));
    for (int length = 3; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      if (length != FrameBatch.bytes(frame(new Frame.Abort(1)).length)) { // there it ends between two frames
        assertThatThrownBy(() -> FrameBatch.split(cut)).isInstanceOf(FrameException.class);
      }
    }
    whole[5] = (byte) 0x80;
    assertThatThrownBy(() -> FrameBatch.split(whole)).hasMessageContaining("says that it has -");
    assertThatThrownBy(() -> FrameBatch.split(new byte[Transport.MAX_MESSAGE_BYTES + 1]))
        .isInstanceOf(FrameException.class);
  }

  @Test
  void shouldThrowNothingButItsOwnErrorWhateverComes() {
    Random random = new Random(5);
    byte[] whole = FrameBatch.join(List.of(frame(new Frame.Abort(1)), frame(new Frame.Read(2, 3))));
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      try {
        FrameBatch.split(changed).forEach(FrameCodec::decode);
      } catch (FrameException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1_000, 19_000);
  }
}
