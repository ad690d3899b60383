package dev.intarsia.bridge.steal;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxPublisher;

/** The writing end of a request mailbox that several consumers share. */
public final class StealingPublisher extends MailboxPublisher {
  private final StealControl control;

  /**
   * @param consumers 1 for a mailbox that nobody steals from
   * @param regionLanes lanes of one claim
   */
  public StealingPublisher(LaneMemory lane, int consumers, int regionLanes) {
    super(lane);
    control = new StealControl(lane, consumers, regionLanes);
    if (control.isShared()) {
      control.activateAll();
    }
  }

  /** The control words, for tools and tests. */
  public StealControl control() {
    return control;
  }

  /**
   * Leaves a consumer's claims out of account from now on. What it has acknowledged stays
   * acknowledged. Only for one that can't run any more; there is no way back.
   *
   * @return whether it was active
   */
  public boolean deactivate(int consumer) {
    if (consumer < 0 || consumer >= control.consumers()) {
      throw new IllegalArgumentException("consumerId " + consumer + " out of range");
    }
    return control.isShared() && control.deactivate(consumer);
  }

  @Override
  protected int acknowledged() {
    return control.isShared() ? control.acknowledged() : super.acknowledged();
  }
}
