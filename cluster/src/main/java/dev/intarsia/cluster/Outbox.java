package dev.intarsia.cluster;

import dev.intarsia.cluster.frame.Frame;
import dev.intarsia.cluster.frame.FrameBatch;
import dev.intarsia.cluster.frame.FrameCodec;
import dev.intarsia.cluster.frame.FrameException;
import dev.intarsia.cluster.transport.Member;
import dev.intarsia.cluster.transport.Transport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Frames on their way to one member: numbered, several in one message, and only so many of them unread there. The others wait
 * here, not yet made, so that neither the transport's queue nor memory fills with the pieces of long payloads. The link's lock is
 * held in all methods.
 */
final class Outbox {
  /** Frames that are sent and not known to be read, at most. */
  static final int WINDOW = 512;

  /** A reader tells how far it has read after so many frames. */
  static final int TOLD_AFTER = 128;

  /** Longer messages gain nothing. */
  private static final int BATCH_BYTES = 32 * 1024;

  /** Epochs of this process; those of a later link are higher. */
  private static final AtomicLong EPOCHS = new AtomicLong(1);

  private final Member member;
  private final Transport transport;
  private final ArrayDeque<Supplier<Frame>> waiting = new ArrayDeque<>();
  private final List<byte[]> batch = new ArrayList<>();
  private int batchBytes;
  private long epoch = EPOCHS.getAndIncrement();
  private long sent;
  private long read;

  Outbox(Member member, Transport transport) {
    this.member = member;
    this.transport = transport;
  }

  long epoch() {
    return epoch;
  }

  /** What waits or was sent before is of the past. */
  void newEpoch() {
    flush();
    epoch = EPOCHS.getAndIncrement();
    sent = 0;
    read = 0;
    drop();
  }

  /** What waits has become pointless. */
  void drop() {
    waiting.clear();
  }

  /** Sends a frame with the next flush, or as soon as the other has read enough of those before. */
  void put(Supplier<Frame> frame) {
    if (waiting.isEmpty() && sent - read < WINDOW) {
      add(++sent, frame.get());
    } else {
      waiting.add(frame);
    }
  }

  /** Sends a frame outside of the numbering, past those that wait. */
  void putUnnumbered(Frame frame) {
    add(0, frame);
  }

  /** The other has read up to this frame. */
  void read(long upTo) {
    if (upTo > sent) {
      throw new FrameException("frame " + upTo + " is said to be read; " + sent + " were sent");
    }
    read = Math.max(read, upTo);
    while (!waiting.isEmpty() && sent - read < WINDOW) {
      add(++sent, waiting.remove().get());
    }
  }

  private void add(long sequence, Frame frame) {
    byte[] bytes = FrameCodec.encode(new FrameCodec.Numbered(epoch, sequence, frame));
    int more = FrameBatch.bytes(bytes.length);
    if (batchBytes > 0 && batchBytes + more > BATCH_BYTES) {
      flush();
    }
    batch.add(bytes);
    batchBytes += more;
  }

  /** Sends what was put. */
  void flush() {
    if (!batch.isEmpty()) {
      transport.send(member, FrameBatch.join(batch));
      batch.clear();
      batchBytes = 0;
    }
  }
}
