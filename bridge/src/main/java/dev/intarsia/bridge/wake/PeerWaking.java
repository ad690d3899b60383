package dev.intarsia.bridge.wake;

import dev.intarsia.bridge.signal.SignalWords;
import dev.intarsia.protocol.layout.SignalLayout;
import java.util.function.BooleanSupplier;

/**
 * The waking of a process worker through its signal words: what the host does after publishing, and what the worker
 * does before it sleeps.
 */
public final class PeerWaking {
  private final SignalWords signals;
  private final FutexWaitPoint op;

  public PeerWaking(SignalWords signals) {
    this.signals = signals;
    this.op = new FutexWaitPoint(signals.opWord());
  }

  /**
   * Host: wakes the worker if it may have parked. To be called after the work is published, behind a full fence.
   *
   * @return whether there was need
   */
  public boolean wakeIfParked() {
    if (!signals.workerParked()) {
      return false;
    }
    op.wake();
    return true;
  }

  /** Worker: what {@link #park} is to be called with. To be taken before the last look for work. */
  public int ticket() {
    return op.ticket();
  }

  /**
   * Worker: says that it is parked, looks for work once more, sleeps until woken, says that it runs.
   *
   * @param hasWork looked at between saying and sleeping, so that no wake is lost
   */
  public void park(int ticket, long timeoutNs, BooleanSupplier hasWork) {
    signals.rxStatus(SignalLayout.PARKED);
    try {
      if (!hasWork.getAsBoolean()) {
        op.await(ticket, timeoutNs);
      }
    } finally {
      signals.rxStatus(SignalLayout.RUNNING);
    }
  }
}
