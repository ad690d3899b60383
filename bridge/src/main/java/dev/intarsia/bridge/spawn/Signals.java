package dev.intarsia.bridge.spawn;

/** Sends signals to processes. */
public final class Signals {
  private Signals() {}

  /**
   * As {@code kill} does.
   *
   * @param pid a process, or a process group as a negative number
   * @param signal 0 to ask whether it is there
   * @return 0 or a negative error number
   */
  public static int send(int pid, int signal) {
    return SystemCalls.call("kill", pid, signal);
  }
}
