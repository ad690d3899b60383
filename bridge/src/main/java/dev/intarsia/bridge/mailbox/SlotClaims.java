package dev.intarsia.bridge.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Who takes a published slot: the worker that reads it, or the host that wants it back. Only where both are in one JVM;
 * no part of the protocol. A slot is claimed while its bit is the same as in the host word, so that publishing it anew
 * makes it free to claim.
 */
public final class SlotClaims {
  private static final VarHandle CLAIMED;

  static {
    try {
      CLAIMED = MethodHandles.lookup().findVarHandle(SlotClaims.class, "claimed", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused")
  private int claimed;

  /** Claims for a lane that nothing was published to. */
  public SlotClaims() {}

  /**
   * Claims a slot that is published and not acknowledged.
   *
   * @param hostBits the host word, in which the slot's bit can't change meanwhile
   * @param bit the slot's
   * @return false when the other has it
   */
  boolean take(int hostBits, int bit) {
    while (true) {
      int now = (int) CLAIMED.getVolatile(this);
      if (((now ^ hostBits) & bit) == 0) {
        return false;
      }
      if (CLAIMED.compareAndSet(this, now, now ^ bit)) {
        return true;
      }
    }
  }
}
