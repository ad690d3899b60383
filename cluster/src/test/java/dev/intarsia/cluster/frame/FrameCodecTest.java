package dev.intarsia.cluster.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.cluster.transport.Transport;
import dev.intarsia.protocol.payload.PayloadTag;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Frames there and back, and bytes that no honest node sends. */
class FrameCodecTest {
  private static final byte[] PIECE = {1, 2, 3};
  private static final List<Frame> ALL = List.of(
      new Frame.Hello(7, "v1", List.of("a", "grüße")),
      new Frame.Call(8, 1, -1, true, PayloadTag.BINARY, 5, PIECE),
      new Frame.CallPiece(8, PIECE),
      new Frame.Reply(8, Frame.Ending.UNKNOWN, 99, PayloadTag.STRING, 3, PIECE),
      new Frame.ReplyPiece(8, PIECE),
      new Frame.Credit(1L << 40, 64, 3),
      new Frame.Read(9, 10),
      new Frame.Abort(8),
      new Frame.Drain());

  private static byte[] bytes(Frame frame) {
    return FrameCodec.encode(new FrameCodec.Numbered(5, 6, frame));
  }

  @Test
  void shouldReadEveryFrameThatItWrites() {
    for (Frame frame : ALL) {
      FrameCodec.Numbered read = FrameCodec.decode(bytes(frame));
      assertThat(read.epoch()).isEqualTo(5);
      assertThat(read.sequence()).isEqualTo(6);
      assertThat(read.frame()).usingRecursiveComparison().isEqualTo(frame);
    }
  }

  @Test
  void shouldRefuseEveryFrameThatIsCutOrGoesOn() {
    for (Frame frame : ALL) {
      byte[] whole = bytes(frame);
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> FrameCodec.decode(cut)).isInstanceOf(FrameException.class);
      }
      assertThatThrownBy(() -> FrameCodec.decode(Arrays.copyOf(whole, whole.length + 1)))
          .isInstanceOf(FrameException.class)
          .hasMessageContaining("1 bytes follow");
    }
  }

  @Test
  void shouldThrowNothingButItsOwnErrorWhateverComes() {
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = bytes(ALL.get(i % ALL.size())).clone();
      for (int change = 0; change < 1 + i % 4; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        FrameCodec.decode(bytes);
      } catch (FrameException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1_000, 49_000);
  }

  @Test
  void shouldRefuseAnotherWireVersion() {
    byte[] other = bytes(new Frame.Drain());
    other[0] = 2;
    assertThatThrownBy(() -> FrameCodec.decode(other)).hasMessage("wire version 2; this node has 1");
  }

  @Test
  void shouldRefuseAPieceWhoseLengthIsALie() {
    byte[] frame = bytes(new Frame.CallPiece(8, PIECE));
    ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(26, Integer.MAX_VALUE);
    assertThatThrownBy(() -> FrameCodec.decode(frame)).hasMessage("a piece has 2147483647 bytes; at most 65536");
  }

  @Test
  void shouldRefuseToWriteWhatNobodyReads() {
    List<String> tooMany = Collections.nCopies(FrameCodec.MAX_TASKS + 1, "t");
    assertThatThrownBy(() -> bytes(new Frame.Hello(0, "", tooMany)))
        .hasMessageContaining("at most 1024 tasks, not 1025");
    assertThatThrownBy(() -> bytes(new Frame.Hello(0, "x".repeat(257), List.of())))
        .hasMessageContaining("at most 256");
    assertThatThrownBy(() -> bytes(new Frame.CallPiece(1, new byte[FrameCodec.MAX_PIECE_BYTES + 1])))
        .hasMessageContaining("at most 65536");
    assertThat(bytes(new Frame.CallPiece(1, new byte[FrameCodec.MAX_PIECE_BYTES])))
        .hasSizeLessThan(Transport.MAX_MESSAGE_BYTES);
  }
}
