package dev.intarsia.bridge.mailbox;

/** Takes drained frames, one at a time, on the draining thread. */
@FunctionalInterface
public interface FrameHandler {
  /**
   * @param frame a flyweight: valid during the call, reused for the next frame
   */
  void onFrame(InboundFrame frame);
}
