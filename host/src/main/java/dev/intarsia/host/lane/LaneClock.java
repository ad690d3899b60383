package dev.intarsia.host.lane;

/** The time that limits are kept by, and what runs when it has come. */
public interface LaneClock {
  /** Nanoseconds that do not go back, as {@link System#nanoTime}. */
  long nowNs();

  /** Runs an action in {@code ns} nanoseconds. It may not block: all limits of the pool wait for it. */
  void later(long ns, Runnable action);

  /** Runs a caller's code soon, on a thread that may block. */
  void aside(Runnable action);
}
