package dev.intarsia.host.lane;

import java.util.PriorityQueue;

/** A clock that stands still until it is told to go on. */
final class ModelClock implements LaneClock {
  private record Timer(long dueNs, long number, Runnable action) {}

  private final PriorityQueue<Timer> timers = new PriorityQueue<>(
      (a, b) -> a.dueNs != b.dueNs ? Long.compare(a.dueNs, b.dueNs) : Long.compare(a.number, b.number));
  private volatile long nowNs = 1;
  private long number;

  @Override
  public long nowNs() {
    return nowNs;
  }

  @Override
  public void later(long ns, Runnable action) {
    timers.add(new Timer(nowNs + ns, number++, action));
  }

  @Override
  public void aside(Runnable action) {
    action.run();
  }

  boolean idle() {
    return timers.isEmpty();
  }

  /** Goes on, and runs what is due on the way at its time. */
  void advance(long ns) {
    long until = nowNs + ns;
    for (Timer next = timers.peek(); next != null && next.dueNs <= until; next = timers.peek()) {
      timers.remove();
      nowNs = Math.max(nowNs, next.dueNs);
      next.action.run();
    }
    nowNs = until;
  }
}
