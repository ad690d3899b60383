package dev.intarsia.bridge.signal;

import static dev.intarsia.protocol.layout.SignalLayout.OP_OFFSET;
import static dev.intarsia.protocol.layout.SignalLayout.RUNNING;
import static dev.intarsia.protocol.layout.SignalLayout.RX_STATUS_OFFSET;
import static dev.intarsia.protocol.layout.SignalLayout.SIGNALS_BYTES;
import static dev.intarsia.protocol.layout.SignalLayout.TX_STATUS_OFFSET;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The three signal words of a lane pair. The host writes {@code op} and {@code txStatus}, the worker
 * {@code rxStatus}; a worker never reads its own {@code rxStatus} back.
 *
 * <p>{@code op} and {@code rxStatus} are written and read with sequential consistency: the worker stores "parked" and
 * then looks for work, the host publishes work and then looks for "parked", and one of them must see the other.
 */
public final class SignalWords {
  private static final VarHandle INT =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();

  private final MemorySegment signals;

  /**
   * @param signals at least {@link dev.intarsia.protocol.layout.SignalLayout#SIGNALS_BYTES} bytes, on a cache line
   */
  public SignalWords(MemorySegment signals) {
    if (signals.byteSize() < SIGNALS_BYTES) {
      throw new IllegalArgumentException("signal words need " + SIGNALS_BYTES + " bytes, not " + signals.byteSize());
    }
    this.signals = signals;
  }

  /** The word that a parked worker waits on. */
  public MemorySegment opWord() {
    return signals.asSlice(OP_OFFSET, Integer.BYTES);
  }

  public int op() {
    return (int) INT.getVolatile(signals, (long) OP_OFFSET);
  }

  /** Says that there may be work: adds 1. */
  public int bumpOp() {
    return (int) INT.getAndAdd(signals, (long) OP_OFFSET, 1);
  }

  public int rxStatus() {
    return (int) INT.getVolatile(signals, (long) RX_STATUS_OFFSET);
  }

  public void rxStatus(int status) {
    INT.setVolatile(signals, (long) RX_STATUS_OFFSET, status);
  }

  /**
   * Whether the worker may have parked, or be about to: it does not say that it runs. To be asked after publishing and a
   * full fence. A worker that has not started may have no status yet.
   */
  public boolean workerParked() {
    return rxStatus() != RUNNING;
  }

  /** A hint only, so it is read plainly ordered. */
  public int txStatus() {
    return (int) INT.getOpaque(signals, (long) TX_STATUS_OFFSET);
  }

  public void txStatus(int status) {
    INT.setRelease(signals, (long) TX_STATUS_OFFSET, status);
  }
}
