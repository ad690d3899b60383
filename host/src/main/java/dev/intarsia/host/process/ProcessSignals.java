package dev.intarsia.host.process;

import dev.intarsia.bridge.signal.SignalWords;
import dev.intarsia.bridge.wake.FutexWaitPoint;
import dev.intarsia.bridge.worker.WorkerSignals;
import dev.intarsia.protocol.layout.SignalLayout;

/**
 * The sleeping of a worker that is this process. A host that waits on futexes wakes it; others do not, so it sleeps no
 * longer than they expect of their own workers, and in short naps first.
 */
final class ProcessSignals implements WorkerSignals {
  private static final long FIRST_NAP_NS = 100_000;
  private static final long LONGEST_NAP_NS = 1_000_000;

  private final SignalWords signals;
  private final FutexWaitPoint op;
  private final boolean hostWakes;
  private int ticket;
  private long napNs = FIRST_NAP_NS;

  ProcessSignals(SignalWords signals, boolean hostWakes) {
    this.signals = signals;
    this.op = new FutexWaitPoint(signals.opWord());
    this.hostWakes = hostWakes;
  }

  @Override
  public void prepareWait() {
    ticket = op.ticket();
    signals.rxStatus(SignalLayout.PARKED);
  }

  @Override
  public void await(long maxNs) {
    if (hostWakes) {
      op.await(ticket, maxNs);
      return;
    }
    op.await(ticket, Math.min(maxNs, napNs));
    napNs = Math.min(LONGEST_NAP_NS, 2 * napNs);
  }

  @Override
  public void endWait() {
    signals.rxStatus(SignalLayout.RUNNING);
  }

  @Override
  public void progressed() {
    napNs = FIRST_NAP_NS;
  }

  @Override
  public void repliesUnread() {}

  @Override
  public boolean hostActive() {
    return signals.txStatus() == SignalLayout.RUNNING;
  }
}
