package dev.intarsia.cluster.frame;

import dev.intarsia.cluster.transport.Transport;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several frames in one message, since a message costs far more than a short frame: version (1 byte), {@value #MARK} (1), then
 * each frame's length (4) and bytes. A frame by itself is sent as it is.
 */
public final class FrameBatch {
  /** Stands where a frame has its kind. */
  private static final int MARK = 0x7f;

  private static final int HEADER_BYTES = 2;

  private FrameBatch() {}

  /** Bytes that a frame of this length takes in a message, the message's own among them. */
  public static int bytes(int frameBytes) {
    return HEADER_BYTES + Integer.BYTES + frameBytes;
  }

  /** The message for one frame or more. */
  public static byte[] join(List<byte[]> frames) {
    if (frames.size() == 1) {
      return frames.getFirst();
    }
    int length = HEADER_BYTES;
    for (byte[] frame : frames) {
      length += Integer.BYTES + frame.length;
    }
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) FrameCodec.WIRE_VERSION).put((byte) MARK);
    for (byte[] frame : frames) {
      out.putInt(frame.length).put(frame);
    }
    return out.array();
  }

  /**
   * The frames of a message, not looked into.
   *
   * @throws FrameException when a length is wrong, or the message is longer than nodes send
   */
  public static List<byte[]> split(byte[] message) {
    if (message.length > Transport.MAX_MESSAGE_BYTES) {
      throw new FrameException("a message has " + message.length + " bytes; at most " + Transport.MAX_MESSAGE_BYTES);
    }
    if (message.length < HEADER_BYTES || message[0] != FrameCodec.WIRE_VERSION || message[1] != MARK) {
      return List.of(message);
    }
    List<byte[]> frames = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).position(HEADER_BYTES);
    while (in.hasRemaining()) {
      int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
      if (length < 0 || length > in.remaining()) {
        throw new FrameException("a frame of a message of " + message.length + " bytes says that it has " + length);
      }
      frames.add(Arrays.copyOfRange(message, in.position(), in.position() + length));
      in.position(in.position() + length);
    }
    return frames;
  }
}
