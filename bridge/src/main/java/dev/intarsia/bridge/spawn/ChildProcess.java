package dev.intarsia.bridge.spawn;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/** A process that {@link Spawner} has started. A thread of its own waits for its end, so that its number is its own until then. */
public final class ChildProcess {
  private static final int ESRCH = 3;
  private static final int BY_PID = 1;
  private static final int EXITED = 4;
  private static final int LEAVE_IT = 0x1000000;
  private static final int SIGNAL_INFO_BYTES = 128;
  private static final int SIGNAL_BITS = 0x7f;
  private static final int CODE_BITS = 0xff;

  private final int pid;
  private boolean ended;

  private ChildProcess(int pid) {
    this.pid = pid;
  }

  /** How a process has ended: by its own exit code, or by a signal, which is 0 otherwise. */
  public record Exit(int code, int signal) {}

  /**
   * Watches a process that was started.
   *
   * @param exited is told its end, on a thread that waits for nothing else
   */
  public static ChildProcess watch(int pid, Consumer<Exit> exited) {
    ChildProcess child = new ChildProcess(pid);
    Thread.ofPlatform().daemon().name("child process " + pid).start(() -> exited.accept(child.await()));
    return child;
  }

  public int pid() {
    return pid;
  }

  /**
   * Sends a signal, while the process runs.
   *
   * @return 0 or a negative error number
   */
  public synchronized int kill(int signal) {
    return ended ? -ESRCH : Signals.send(pid, signal);
  }

  private Exit await() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(SIGNAL_INFO_BYTES, Long.BYTES);
      int result = -SystemCalls.EINTR;
      while (result == -SystemCalls.EINTR) {
        result = SystemCalls.call("waitid", BY_PID, pid, info.address(), EXITED | LEAVE_IT);
      }
      return collect(arena.allocate(JAVA_INT));
    }
  }

  private synchronized Exit collect(MemorySegment status) {
    ended = true;
    int result = -SystemCalls.EINTR;
    while (result == -SystemCalls.EINTR) {
      result = SystemCalls.call("waitpid", pid, status.address(), 0);
    }
    int word = status.get(JAVA_INT, 0);
    int signal = word & SIGNAL_BITS;
    return new Exit(signal == 0 ? word >> Byte.SIZE & CODE_BITS : 0, signal);
  }
}
