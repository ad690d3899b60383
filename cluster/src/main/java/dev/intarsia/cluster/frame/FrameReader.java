package dev.intarsia.cluster.frame;

import dev.intarsia.protocol.payload.PayloadTag;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads the body of one frame. Every length is checked before anything of that length is made. */
final class FrameReader {
  private static final Frame.Ending[] ENDINGS = {
    Frame.Ending.RESULT, Frame.Ending.THROWN, Frame.Ending.NOT_STARTED, Frame.Ending.UNKNOWN
  };

  private final ByteBuffer in;

  FrameReader(ByteBuffer in) {
    this.in = in;
  }

  Frame read(FrameCodec.Kind kind) {
    return switch (kind) {
      case HELLO -> new Frame.Hello(int64(), name(), names());
      case CALL -> new Frame.Call(int64(), uint16(), budget(), flag(), tag(), length(), piece());
      case CALL_PIECE -> new Frame.CallPiece(int64(), nonEmpty());
      case REPLY -> new Frame.Reply(int64(), ending(), int64(), tag(), length(), piece());
      case REPLY_PIECE -> new Frame.ReplyPiece(int64(), nonEmpty());
      case CREDIT -> new Frame.Credit(int64(), count(), count());
      case READ -> new Frame.Read(int64(), int64());
      case ABORT -> new Frame.Abort(int64());
      case DRAIN -> new Frame.Drain();
    };
  }

  private void need(int bytes) {
    if (in.remaining() < bytes) {
      throw new FrameException("a frame ends " + (bytes - in.remaining()) + " bytes too early");
    }
  }

  private long int64() {
    need(Long.BYTES);
    return in.getLong();
  }

  private int uint16() {
    need(Short.BYTES);
    return Short.toUnsignedInt(in.getShort());
  }

  private long budget() {
    long ms = int64();
    if (ms < -1 || ms > FrameCodec.MAX_BUDGET_MS) {
      throw new FrameException("a call has " + ms + " ms left; at most " + FrameCodec.MAX_BUDGET_MS);
    }
    return ms;
  }

  private boolean flag() {
    need(1);
    int value = in.get();
    if (value != 0 && value != 1) {
      throw new FrameException("a flag is " + value + "; it must be 0 or 1");
    }
    return value == 1;
  }

  private Frame.Ending ending() {
    need(1);
    int value = in.get();
    if (value < 0 || value >= ENDINGS.length) {
      throw new FrameException("ending " + value + " of a call does not exist");
    }
    return ENDINGS[value];
  }

  private int count() {
    need(Integer.BYTES);
    int count = in.getInt();
    if (count < 0) {
      throw new FrameException("a count is " + count);
    }
    return count;
  }

  private int tag() {
    need(1);
    int tag = in.get();
    if (!PayloadTag.isKnown(tag)) {
      throw new FrameException("payload tag " + tag + " does not exist");
    }
    return tag;
  }

  private int length() {
    need(Integer.BYTES);
    int length = in.getInt();
    if (length < 0) {
      throw new FrameException("a payload has " + length + " bytes");
    }
    return length;
  }

  private byte[] piece() {
    int length = length();
    if (length > FrameCodec.MAX_PIECE_BYTES) {
      throw new FrameException("a piece has " + length + " bytes; at most " + FrameCodec.MAX_PIECE_BYTES);
    }
    need(length);
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private byte[] nonEmpty() {
    byte[] bytes = piece();
    if (bytes.length == 0) {
      throw new FrameException("a piece is empty");
    }
    return bytes;
  }

  private String name() {
    int length = uint16();
    if (length > FrameCodec.MAX_NAME_BYTES) {
      throw new FrameException("a name has " + length + " bytes; at most " + FrameCodec.MAX_NAME_BYTES);
    }
    need(length);
    ByteBuffer bytes = in.slice(in.position(), length);
    in.position(in.position() + length);
    return FrameCodec.text(bytes, "a name");
  }

  private List<String> names() {
    int count = uint16();
    if (count > FrameCodec.MAX_TASKS) {
      throw new FrameException("a node says that it serves " + count + " tasks; at most " + FrameCodec.MAX_TASKS);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(name());
    }
    return List.copyOf(names);
  }
}
