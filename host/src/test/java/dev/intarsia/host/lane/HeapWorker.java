package dev.intarsia.host.lane;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.host.worker.LaneWorker;
import org.jspecify.annotations.Nullable;

/** What workers of tests have in common: real mailboxes in heap memory, no signals, nobody to wake. */
abstract class HeapWorker implements LaneWorker {
  final LaneMemory requestMemory = LaneMemory.inProcess(PayloadOptions.fixed(1 << 16));
  final LaneMemory replyMemory = LaneMemory.inProcess(PayloadOptions.fixed(1 << 16));
  private final MailboxPublisher requests = new MailboxPublisher(requestMemory);
  private final MailboxDrainer replies = new MailboxDrainer(replyMemory);

  @Override
  public MailboxPublisher requests() {
    return requests;
  }

  @Override
  public MailboxDrainer replies() {
    return replies;
  }

  @Override
  public @Nullable AbortSignals abortSignals() {
    return null;
  }

  @Override
  public void ring() {}

  @Override
  public boolean wakesHost() {
    return true;
  }

  @Override
  public void stop() {}

  @Override
  public void kill() {}

  @Override
  public boolean awaitEnd(long limitNs) {
    return true;
  }

  @Override
  public String description() {
    return getClass().getSimpleName();
  }
}
