package dev.intarsia.bridge.memory;

/**
 * Has faults of shared memory thrown where they are expected.
 *
 * <p>An access to a page that a peer has truncated away does not throw where it stands: the JVM goes on with a wrong value, and
 * throws an InternalError when the thread next looks whether the JVM wants it to stop. Compiled code looks when it goes back
 * to the head of a loop or leaves a method, so the error could come after the {@code try} that waits for it, as between the
 * taking of a lock and the {@code try} that gives it back.
 */
public final class MemoryFaults {
  /** Volatile, so that the compiler does not count the turns below and keeps the look at the end of each. */
  @SuppressWarnings("FieldCanBeFinal")
  private static volatile int turns = 2;

  private MemoryFaults() {}

  /** Throws the InternalError of an access before this, if there was one. Costs about a nanosecond. */
  public static void deliver() {
    int turn = 0;
    while (turn < turns) {
      turn++;
    }
  }
}
