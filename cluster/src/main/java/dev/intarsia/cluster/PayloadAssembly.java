package dev.intarsia.cluster;

import dev.intarsia.cluster.frame.CarriedPayload;
import dev.intarsia.cluster.frame.FrameException;
import java.util.Arrays;

/** A payload that comes in pieces. Memory is taken for what has come, not for what was announced. */
final class PayloadAssembly {
  private final int tag;
  private final int length;
  private byte[] bytes;
  private int used;

  /**
   * @param length bytes of the whole payload
   * @throws FrameException when the payload is longer than it may be
   */
  PayloadAssembly(int tag, int length, byte[] first, int maxPayloadBytes) {
    if (length > maxPayloadBytes) {
      throw new FrameException("a payload of " + length + " bytes is announced; at most " + maxPayloadBytes);
    }
    this.tag = tag;
    this.length = length;
    this.bytes = first;
    this.used = first.length;
    check();
  }

  void add(byte[] piece) {
    if (complete()) {
      throw new FrameException("a piece comes after the end of its payload");
    }
    if (used + piece.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, Math.max(2L * bytes.length, (long) used + piece.length)));
    }
    if (used + piece.length > length) {
      throw new FrameException("a payload of " + length + " bytes has " + (used + piece.length));
    }
    System.arraycopy(piece, 0, bytes, used, piece.length);
    used += piece.length;
  }

  private void check() {
    if (used > length) {
      throw new FrameException("a payload of " + length + " bytes has " + used);
    }
  }

  boolean complete() {
    return used == length;
  }

  CarriedPayload payload() {
    return new CarriedPayload(tag, used == bytes.length ? bytes : Arrays.copyOf(bytes, used));
  }
}
