package dev.intarsia.js.loop;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The event loop of one worker. {@link #post} may come from any thread: it writes the posted queue and
 * then unparks the owner; everything else is the owner's alone.
 */
public final class WorkerEventLoop implements EventLoop {
  private static final double MAX_DELAY_MS = Integer.MAX_VALUE;
  private static final long NS_PER_MS = 1_000_000;

  private final long originNs = System.nanoTime();
  private final PriorityQueue<Timer> queue = new PriorityQueue<>();
  private final Map<Integer, Timer> timers = new HashMap<>();
  private final Map<Integer, Runnable> immediates = new HashMap<>();
  private final Set<Integer> looseImmediates = new HashSet<>();
  private final ArrayDeque<Integer> immediateOrder = new ArrayDeque<>();
  private final ConcurrentLinkedQueue<Runnable> posted = new ConcurrentLinkedQueue<>();
  private final Consumer<RuntimeException> uncaught;

  private Runnable beforeEach = () -> {};
  private int nextId = 1;
  private long nextSequence;
  private int keptAlive;
  private int refTimers;
  private volatile @Nullable Thread owner;
  private volatile boolean closed;

  /**
   * @param uncaught gets what a task throws
   */
  public WorkerEventLoop(Consumer<RuntimeException> uncaught) {
    this.uncaught = uncaught;
  }

  @Override
  public int setTimer(double delayMs, boolean repeat, Runnable task) {
    long delay = delayMs >= 1 && delayMs <= MAX_DELAY_MS ? (long) delayMs : 1;
    Timer timer = new Timer(nextId++, delay * NS_PER_MS, repeat, task);
    timers.put(timer.id, timer);
    schedule(timer, System.nanoTime());
    refTimers++;
    return timer.id;
  }

  private void schedule(Timer timer, long nowNs) {
    timer.dueNs = nowNs + timer.delayNs;
    timer.sequence = nextSequence++;
    queue.add(timer);
  }

  @Override
  public void clearTimer(int id) {
    Timer timer = timers.remove(id);
    if (timer != null) {
      queue.remove(timer);
      if (timer.ref) {
        refTimers--;
      }
    }
  }

  @Override
  public void setTimerRef(int id, boolean keepsAlive) {
    Timer timer = timers.get(id);
    if (timer != null && timer.ref != keepsAlive) {
      timer.ref = keepsAlive;
      refTimers += keepsAlive ? 1 : -1;
    }
  }

  @Override
  public boolean timerHasRef(int id) {
    Timer timer = timers.get(id);
    return timer != null && timer.ref;
  }

  @Override
  public int setImmediate(Runnable task) {
    int id = nextId++;
    immediates.put(id, task);
    immediateOrder.add(id);
    return id;
  }

  @Override
  public void clearImmediate(int id) {
    immediates.remove(id);
    looseImmediates.remove(id);
  }

  @Override
  public void setImmediateRef(int id, boolean ref) {
    if (ref) {
      looseImmediates.remove(id);
    } else if (immediates.containsKey(id)) {
      looseImmediates.add(id);
    }
  }

  @Override
  public void post(Runnable task) {
    if (closed) {
      return;
    }
    posted.add(task);
    Thread thread = owner;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void retain() {
    keptAlive++;
  }

  @Override
  public void release() {
    keptAlive--;
  }

  @Override
  public long elapsedNs() {
    return System.nanoTime() - originNs;
  }

  /** Makes the calling thread the owner: the one that {@link #post} wakes. */
  public void bindOwner() {
    owner = Thread.currentThread();
  }

  /** Whether anything is left that keeps a program running. */
  public boolean alive() {
    return refTimers > 0 || keptAlive > 0 || immediates.size() > looseImmediates.size() || !posted.isEmpty();
  }

  /** Nanoseconds until something is due: 0 now, {@link Long#MAX_VALUE} never by itself. */
  public long nextDueNs() {
    if (!immediates.isEmpty() || !posted.isEmpty()) {
      return 0;
    }
    Timer first = queue.peek();
    return first == null ? Long.MAX_VALUE : Math.max(0, first.dueNs - System.nanoTime());
  }

  /**
   * Runs what was posted, then the timers due now, then the immediates set before this call.
   *
   * @return tasks run
   */
  public int runDue() {
    boolean wasAlive = alive();
    int done = 0;
    for (Runnable task = posted.poll(); task != null; task = posted.poll()) {
      run(task);
      done++;
    }
    done += runTimers();
    for (int left = wasAlive ? immediateOrder.size() : 0; left > 0; left--) {
      int id = immediateOrder.remove();
      Runnable task = immediates.remove(id);
      looseImmediates.remove(id);
      if (task != null) {
        run(task);
        done++;
      }
    }
    return done;
  }

  private int runTimers() {
    if (queue.isEmpty()) {
      return 0;
    }
    int done = 0;
    long nowNs = System.nanoTime();
    long lastSequence = nextSequence;
    for (Timer timer = queue.peek();
        timer != null && timer.dueNs <= nowNs && timer.sequence < lastSequence;
        timer = queue.peek()) {
      queue.remove();
      if (timer.repeat) {
        schedule(timer, nowNs);
      } else {
        clearTimer(timer.id);
      }
      run(timer.task);
      done++;
    }
    return done;
  }

  /** Has {@code hook} run before each task. */
  public void beforeEach(Runnable hook) {
    beforeEach = hook;
  }

  private void run(Runnable task) {
    beforeEach.run();
    try {
      task.run();
    } catch (RuntimeException thrown) {
      uncaught.accept(thrown);
    }
  }

  /** Drops everything that waits. Later posts are dropped too. */
  public void close() {
    closed = true;
    queue.clear();
    timers.clear();
    immediates.clear();
    immediateOrder.clear();
    looseImmediates.clear();
    posted.clear();
    refTimers = 0;
    keptAlive = 0;
  }

  private static final class Timer implements Comparable<Timer> {
    final int id;
    final long delayNs;
    final boolean repeat;
    final Runnable task;
    boolean ref = true;
    long dueNs;
    long sequence;

    Timer(int id, long delayNs, boolean repeat, Runnable task) {
      this.id = id;
      this.delayNs = delayNs;
      this.repeat = repeat;
      this.task = task;
    }

    @Override
    public int compareTo(Timer other) {
      int byTime = Long.compare(dueNs, other.dueNs);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }
}
