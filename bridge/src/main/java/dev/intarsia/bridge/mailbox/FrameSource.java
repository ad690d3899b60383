package dev.intarsia.bridge.mailbox;

/** The reading end of a lane, alone or with others that steal from it. One thread at a time. */
public interface FrameSource {
  /**
   * Hands over the frames that are pending now, and acknowledges them.
   *
   * <p>A frame is acknowledged and its region freed whatever becomes of it: when its handler throws,
   * the frame is gone and the exception passes on, and what is pending stays pending.
   *
   * @return frames handed over
   */
  int drain(FrameHandler handler);

  /** Whether a frame is pending. A hint: another consumer may take it first. */
  boolean hasPending();
}
