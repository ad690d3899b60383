package dev.intarsia.host.process;

import dev.intarsia.bridge.signal.SignalWords;
import dev.intarsia.protocol.layout.SignalLayout;

/**
 * The host's word {@code txStatus}, for workers that nothing can wake: while it is 1 they do not park, and answer a
 * thousand times sooner. It is raised by a call and lowered when none came between two looks.
 */
final class HostAttention {
  private final SignalWords signals;
  private volatile boolean raised;
  /** Written by whoever calls, without an order: a lost count lowers the word a look too early, and the next call raises it. */
  private int calls;

  private int seen;

  HostAttention(SignalWords signals) {
    this.signals = signals;
  }

  /** A call was published. */
  void called() {
    calls++;
    if (!raised) {
      raised = true;
      signals.txStatus(SignalLayout.RUNNING);
    }
  }

  /** By the supervisor, every few milliseconds while the word is raised. */
  void look() {
    int now = calls;
    if (raised && now == seen) {
      raised = false;
      signals.txStatus(SignalLayout.PARKED);
    }
    seen = now;
  }

  boolean raised() {
    return raised;
  }
}
