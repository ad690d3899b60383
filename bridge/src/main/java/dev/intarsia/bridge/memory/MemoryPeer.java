package dev.intarsia.bridge.memory;

/**
 * Who is at the other end of a lane, as far as memory goes: the numbers of file descriptors that come from there are
 * that process's own.
 */
public final class MemoryPeer {
  /** The other end is in this process: its descriptors are ours. */
  public static final MemoryPeer SAME_PROCESS = new MemoryPeer(false);

  private static final long UNKNOWN = 0;

  private final boolean crossing;
  private volatile long pid = UNKNOWN;

  private MemoryPeer(boolean crossing) {
    this.crossing = crossing;
  }

  /** Another process, whose id may become known later. */
  public static MemoryPeer process() {
    return new MemoryPeer(true);
  }

  /** Whether the other end is another process. */
  public boolean crosses() {
    return crossing;
  }

  /** Tells which process it is. */
  public void identify(long newPid) {
    if (!crossing) {
      throw new IllegalStateException("this peer is the process itself");
    }
    pid = newPid;
  }

  /**
   * Where the kernel shows a file that the peer has open.
   *
   * @throws SharedMemoryException when it is not known which process the peer is
   */
  String descriptorPath(int fd) {
    long known = pid;
    if (known == UNKNOWN) {
      throw new SharedMemoryException("file descriptor " + fd
          + " belongs to another process that can't be seen from here: give the" + " ProcessSharedBuffer a name");
    }
    return "/proc/" + known + "/fd/" + fd;
  }

  @Override
  public String toString() {
    if (!crossing) {
      return "this process";
    }
    return pid == UNKNOWN ? "another process" : "process " + pid;
  }
}
