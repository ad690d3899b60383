package dev.intarsia.host.process;

import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.signal.SignalWords;
import dev.intarsia.protocol.layout.SignalLayout;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether a worker's memory holds what nobody has written by the protocol, for workers that no call touches: a status that
 * does not exist, or words of this side that this side did not write. Publishing and draining threads change their words
 * a moment after their own copies, so a difference counts when it has stood still over several looks.
 */
final class MemoryWatch {
  /** What a memory holds whose worker cut its file short. */
  static final String TRUNCATED = "fewer bytes than the host gave it";

  private static final long CHECK_NS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int LOOKS = 3;
  private static final int NO_WORD_DIFFERS = 0;

  private final SignalWords signals;
  private final MailboxPublisher requests;
  private final MailboxDrainer replies;
  private long checkedNs = System.nanoTime();
  private int difference = NO_WORD_DIFFERS;
  private int looks;

  MemoryWatch(SignalWords signals, MailboxPublisher requests, MailboxDrainer replies) {
    this.signals = signals;
    this.requests = requests;
    this.replies = replies;
  }

  /** What is wrong with the memory, or null. */
  @Nullable String check(long nowNs) {
    int status = signals.rxStatus();
    if (status != SignalLayout.PARKED && status != SignalLayout.RUNNING && status != WorkerChild.MARK) {
      return "the status " + status + ", which no worker has";
    }
    if (nowNs - checkedNs < CHECK_NS) {
      return null;
    }
    checkedNs = nowNs;
    // Together they are 0 only where neither word differs, or, once in 2^32, where both differ alike: the next look
    // tells.
    int now = requests.ownWordDifference() * 31 + replies.ownWordDifference();
    looks = now != NO_WORD_DIFFERS && now == difference ? looks + 1 : 0;
    difference = now;
    return looks >= LOOKS ? "lock words of the host that the host did not write" : null;
  }
}
