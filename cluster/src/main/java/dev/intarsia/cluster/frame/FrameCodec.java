package dev.intarsia.cluster.frame;

import dev.intarsia.cluster.transport.Transport;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames as bytes, little-endian: version (1 byte), kind (1), epoch (8), sequence number (8), then what the kind needs. A list
 * has its count before it, text and bytes their length, each checked against its bound and against what is there. Nothing may
 * follow.
 */
public final class FrameCodec {
  /** Changes with every change of a frame. Nodes of different versions do not call each other. */
  public static final int WIRE_VERSION = 1;

  /** Bytes of a payload in one frame. */
  public static final int MAX_PIECE_BYTES = 64 * 1024;

  /** Milliseconds that a call may have left, at most: some 34 years. */
  public static final long MAX_BUDGET_MS = 1L << 40;

  static final int MAX_TASKS = 1024;
  static final int MAX_NAME_BYTES = 256;
  private static final int HEADER_BYTES = 18;

  /** A frame and its place in its sender's numbering. */
  public record Numbered(long epoch, long sequence, Frame frame) {}

  private FrameCodec() {}

  /**
   * @throws FrameException when the frame is over one of the bounds
   */
  public static byte[] encode(Numbered numbered) {
    ByteBuffer out =
        ByteBuffer.allocate(HEADER_BYTES + bodyBytes(numbered.frame())).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) WIRE_VERSION).put((byte) kind(numbered.frame()).code);
    out.putLong(numbered.epoch()).putLong(numbered.sequence());
    switch (numbered.frame()) {
      case Frame.Hello hello -> {
        out.putLong(hello.accepted());
        putName(out, hello.digest());
        out.putShort((short) hello.tasks().size());
        hello.tasks().forEach(name -> putName(out, name));
      }
      case Frame.Call call -> {
        out.putLong(call.id())
            .putShort((short) call.task())
            .putLong(call.budgetMs())
            .put((byte) (call.abortable() ? 1 : 0));
        putPayload(out, call.tag(), call.length(), call.piece());
      }
      case Frame.CallPiece piece -> putPiece(out.putLong(piece.id()), piece.piece());
      case Frame.Reply reply -> {
        out.putLong(reply.id()).put((byte) reply.ending().code).putLong(reply.limit());
        putPayload(out, reply.tag(), reply.length(), reply.piece());
      }
      case Frame.ReplyPiece piece -> putPiece(out.putLong(piece.id()), piece.piece());
      case Frame.Credit credit ->
        out.putLong(credit.limit()).putInt(credit.slots()).putInt(credit.underWay());
      case Frame.Read read -> out.putLong(read.epoch()).putLong(read.sequence());
      case Frame.Abort abort -> out.putLong(abort.id());
      case Frame.Drain _ -> {}
    }
    return out.array();
  }

  /**
   * @throws FrameException when the bytes are no frame of this version
   */
  public static Numbered decode(byte[] bytes) {
    if (bytes.length > Transport.MAX_MESSAGE_BYTES) {
      throw new FrameException("a message has " + bytes.length + " bytes; at most " + Transport.MAX_MESSAGE_BYTES);
    }
    if (bytes.length < HEADER_BYTES) {
      throw new FrameException("a message has " + bytes.length + " bytes; a frame has " + HEADER_BYTES + " or more");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int version = in.get();
    if (version != WIRE_VERSION) {
      throw new FrameException("wire version " + version + "; this node has " + WIRE_VERSION);
    }
    int kind = in.get();
    if (kind < 0 || kind >= Kind.ALL.length) {
      throw new FrameException("frame kind " + kind + " does not exist");
    }
    long epoch = in.getLong();
    long sequence = in.getLong();
    Frame frame = new FrameReader(in).read(Kind.ALL[kind]);
    if (in.hasRemaining()) {
      throw new FrameException(in.remaining() + " bytes follow a frame of kind " + Kind.ALL[kind]);
    }
    return new Numbered(epoch, sequence, frame);
  }

  enum Kind {
    HELLO(0),
    CALL(1),
    CALL_PIECE(2),
    REPLY(3),
    REPLY_PIECE(4),
    CREDIT(5),
    ABORT(6),
    DRAIN(7),
    READ(8);

    private static final Kind[] ALL = {HELLO, CALL, CALL_PIECE, REPLY, REPLY_PIECE, CREDIT, ABORT, DRAIN, READ};

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  private static Kind kind(Frame frame) {
    return switch (frame) {
      case Frame.Hello _ -> Kind.HELLO;
      case Frame.Call _ -> Kind.CALL;
      case Frame.CallPiece _ -> Kind.CALL_PIECE;
      case Frame.Reply _ -> Kind.REPLY;
      case Frame.ReplyPiece _ -> Kind.REPLY_PIECE;
      case Frame.Credit _ -> Kind.CREDIT;
      case Frame.Read _ -> Kind.READ;
      case Frame.Abort _ -> Kind.ABORT;
      case Frame.Drain _ -> Kind.DRAIN;
    };
  }

  private static int bodyBytes(Frame frame) {
    return switch (frame) {
      case Frame.Hello hello -> helloBytes(hello);
      case Frame.Call call -> 8 + 2 + 8 + 1 + 1 + 4 + 4 + checked(call.piece());
      case Frame.CallPiece piece -> 8 + 4 + checked(piece.piece());
      case Frame.Reply reply -> 8 + 1 + 8 + 1 + 4 + 4 + checked(reply.piece());
      case Frame.ReplyPiece piece -> 8 + 4 + checked(piece.piece());
      case Frame.Credit _ -> 8 + 4 + 4;
      case Frame.Read _ -> 8 + 8;
      case Frame.Abort _ -> 8;
      case Frame.Drain _ -> 0;
    };
  }

  private static int helloBytes(Frame.Hello hello) {
    if (hello.tasks().size() > MAX_TASKS) {
      throw new FrameException(
          "a node serves at most " + MAX_TASKS + " tasks, not " + hello.tasks().size());
    }
    List<String> names = new ArrayList<>(hello.tasks());
    names.add(hello.digest());
    int bytes = 8 + 2;
    for (String name : names) {
      int length = name.getBytes(StandardCharsets.UTF_8).length;
      if (length > MAX_NAME_BYTES) {
        throw new FrameException("\"" + name + "\" has " + length + " bytes; a name has at most " + MAX_NAME_BYTES);
      }
      bytes += 2 + length;
    }
    if (bytes + HEADER_BYTES > Transport.MAX_MESSAGE_BYTES) {
      throw new FrameException(
          "the names of the tasks have " + bytes + " bytes; together at most " + Transport.MAX_MESSAGE_BYTES);
    }
    return bytes;
  }

  private static int checked(byte[] piece) {
    if (piece.length > MAX_PIECE_BYTES) {
      throw new FrameException("a piece has " + piece.length + " bytes; at most " + MAX_PIECE_BYTES);
    }
    return piece.length;
  }

  private static void putName(ByteBuffer out, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    out.putShort((short) bytes.length).put(bytes);
  }

  private static void putPayload(ByteBuffer out, int tag, int length, byte[] piece) {
    out.put((byte) tag).putInt(length);
    putPiece(out, piece);
  }

  private static void putPiece(ByteBuffer out, byte[] piece) {
    out.putInt(piece.length).put(piece);
  }

  /** UTF-8 to text. */
  static String text(ByteBuffer utf8, String what) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    } catch (CharacterCodingException e) {
      throw new FrameException(what + " is not UTF-8");
    }
  }
}
