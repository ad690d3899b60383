package dev.intarsia.cluster.frame;

import java.util.List;

/** One message between two nodes. The order of bytes and the bounds are in {@link FrameCodec}. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public sealed interface Frame {
  /**
   * The first frame of a numbering: both ends forget what was under way before.
   *
   * @param accepted the number of the other's numbering that its sender reads; 0 when it reads none
   * @param digest what its tasks were loaded from; a caller with another digest does not call
   * @param tasks names of the tasks that it serves; a call names one by its place here
   */
  record Hello(long accepted, String digest, List<String> tasks) implements Frame {}

  /**
   * A call, with the whole argument or its first piece.
   *
   * @param budgetMs milliseconds that are left of its time; -1 without a limit
   * @param tag the payload tag of the argument
   * @param length bytes of the whole argument
   */
  record Call(long id, int task, long budgetMs, boolean abortable, int tag, int length, byte[] piece)
      implements Frame {}

  /** More of an argument. */
  record CallPiece(long id, byte[] piece) implements Frame {}

  /** How a call ended. */
  enum Ending {
    RESULT(0),
    /** The task threw what follows. */
    THROWN(1),
    /** The worker was lost before it had begun the call; a text about it follows. */
    NOT_STARTED(2),
    /** The worker was lost, and may have begun the call; a text about it follows. */
    UNKNOWN(3);

    final int code;

    Ending(int code) {
      this.code = code;
    }
  }

  /**
   * How a call ended, with the whole result or its first piece.
   *
   * @param limit as in {@link Credit}
   */
  record Reply(long id, Ending ending, long limit, int tag, int length, byte[] piece) implements Frame {}

  /** More of a result. */
  record ReplyPiece(long id, byte[] piece) implements Frame {}

  /**
   * Free slots, and a sign of life.
   *
   * @param limit calls that the receiver may have sent in this numbering, all in all
   * @param slots calls that the sender takes in at once, from all its callers together
   * @param underWay calls that run or wait there now
   */
  record Credit(long limit, int slots, int underWay) implements Frame {}

  /**
   * How far its sender has read. Stands outside of the numbering, as {@link Hello} does.
   *
   * @param epoch the number of the other's numbering
   * @param sequence the last frame of it that was read
   */
  record Read(long epoch, long sequence) implements Frame {}

  /** Asks a call to stop. */
  record Abort(long id) implements Frame {}

  /** Takes no new calls any more; those under way are answered. */
  record Drain() implements Frame {}
}
