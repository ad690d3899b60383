package dev.intarsia.bridge.memory;

import java.util.ArrayList;
import java.util.List;

/** Has one call of the C library fail, the n-th that the code under test makes. */
public final class NativeFaults implements AutoCloseable {
  /** These can't be refused: what they give back is given back. */
  private static final List<String> NEVER = List.of("close", "munmap", "madvise", "geteuid");

  private final int failing;
  private final int errno;
  private final Thread thread = Thread.currentThread();
  private final List<String> made = new ArrayList<>();

  private NativeFaults(int failing, int errno) {
    this.failing = failing;
    this.errno = errno;
  }

  /** From now on this thread's call number {@code failing}, from 0, fails; none where it is negative. */
  public static NativeFaults at(int failing, int errno) {
    NativeFaults made = new NativeFaults(failing, errno);
    Libc.faults = made::look;
    return made;
  }

  private int look(String function) {
    if (NEVER.contains(function) || !Thread.currentThread().equals(thread)) {
      return 0;
    }
    made.add(function);
    return made.size() - 1 == failing ? errno : 0;
  }

  /** The calls that could have failed, in order. */
  public List<String> made() {
    return List.copyOf(made);
  }

  @Override
  public void close() {
    Libc.faults = null;
  }
}
