package dev.intarsia.host.lane;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.host.worker.LaneWorker;
import org.jspecify.annotations.Nullable;

/** A worker that takes no call, as a process that has not loaded its tasks. */
final class MuteWorker implements LaneWorker {
  private final MailboxPublisher requests = new MailboxPublisher(LaneMemory.inProcess(PayloadOptions.fixed(1 << 16)));
  private final MailboxDrainer replies = new MailboxDrainer(LaneMemory.inProcess(PayloadOptions.fixed(1 << 16)));
  private final boolean ready;

  MuteWorker(boolean ready) {
    this.ready = ready;
  }

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
  public boolean ready() {
    return ready;
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
    return "mute worker";
  }
}
