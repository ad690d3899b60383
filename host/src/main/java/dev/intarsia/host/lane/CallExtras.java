package dev.intarsia.host.lane;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.memory.MemoryFaults;
import dev.intarsia.host.Priority;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What only some calls need, kept out of the others: a timer, an abort signal, a priority, a key. */
public final class CallExtras {
  static final int NO_SIGNAL = -1;
  private static final double NS_PER_MS = 1e6;

  private final Priority priority;
  private final @Nullable Object affinity;
  private volatile @Nullable Future<?> timer;
  private @Nullable AbortSignals signals;
  private int signal = NO_SIGNAL;
  private boolean abortRequested;
  /** Whether a task on the host's own thread looks for {@link #abortRequested}. */
  private boolean askedHere;

  private long deadlineNs;
  private boolean hasDeadline;

  public CallExtras(Priority priority, @Nullable Object affinity) {
    this.priority = priority;
    this.affinity = affinity;
  }

  /** Position in the queue's order: 0 goes first. */
  int rank() {
    return switch (priority) {
      case HIGH -> 0;
      case NORMAL -> 1;
      case LOW -> 2;
    };
  }

  public @Nullable Object affinity() {
    return affinity;
  }

  /**
   * Cancelled as soon as the call ends.
   *
   * @param newDeadlineNs when it goes off, on {@link System#nanoTime}
   */
  public void timer(Future<?> newTimer, long newDeadlineNs) {
    deadlineNs = newDeadlineNs;
    hasDeadline = true;
    timer = newTimer;
  }

  /** What is left of the call's budget; infinite without one. */
  double leftMs() {
    return hasDeadline ? (deadlineNs - System.nanoTime()) / NS_PER_MS : Double.POSITIVE_INFINITY;
  }

  /** Lets {@link #abort} be seen by a task that runs on the host itself. */
  synchronized void askHere() {
    askedHere = true;
  }

  synchronized boolean abortRequested() {
    return abortRequested;
  }

  void ended() {
    Future<?> running = timer;
    if (running != null) {
      running.cancel(false);
    }
  }

  /**
   * Takes an abort signal from a worker's signals, once.
   *
   * @return false when all are in use
   */
  synchronized boolean claimSignal(AbortSignals from) {
    if (signals == from && signal != NO_SIGNAL) {
      return true;
    }
    releaseSignal();
    int claimed;
    synchronized (from) {
      claimed = from.acquire();
      MemoryFaults.deliver();
    }
    if (claimed == from.exhausted()) {
      return false;
    }
    signals = from;
    signal = claimed;
    if (abortRequested) {
      from.abort(claimed);
    }
    return true;
  }

  synchronized boolean abort() {
    AbortSignals from = signals;
    abortRequested = true;
    if (from == null || signal == NO_SIGNAL) {
      return askedHere;
    }
    try {
      from.abort(signal);
      MemoryFaults.deliver();
    } catch (InternalError gone) {
      // The worker truncated the memory: its supervisor ends it, and with it what was to be aborted.
    }
    return true;
  }

  /** Gives the signal back: no worker looks at it any more. */
  synchronized void releaseSignal() {
    AbortSignals from = signals;
    if (from != null && signal != NO_SIGNAL) {
      synchronized (from) {
        release(from);
      }
    }
    signals = null;
    signal = NO_SIGNAL;
  }

  private void release(AbortSignals from) {
    try {
      from.release(signal);
      MemoryFaults.deliver();
    } catch (InternalError gone) {
      // As in abort: nobody gives out signals of that memory any more.
    }
  }

  /** The upper half of word 0: the signal's number plus one, or 0 without one. */
  synchronized int functionMeta() {
    return signal + 1;
  }
}
