package dev.intarsia.bridge.worker;

/** Is told of calls that have begun and wait for something outside of their worker. */
@FunctionalInterface
public interface WaitingCalls {
  /**
   * @param begunNs when the call began, on the clock of {@link LoopSettings#runClockNs}
   */
  void waits(int taskId, long begunNs);
}
