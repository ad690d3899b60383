package dev.intarsia.cluster.drill;

import dev.intarsia.host.CallOptions;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.TaskException;
import dev.intarsia.host.WorkerLostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Calls of all drill tasks, a number of them under way at any time, each answer checked. */
final class Load {
  private static final int MOST_WRONG_TOLD = 10;

  private final Pool pool;
  private final int inFlight;
  private final int slowPercent;
  private final Random random;
  private final Semaphore room;
  private final AtomicLong results = new AtomicLong();
  private final AtomicLong slowestNs = new AtomicLong();
  private final AtomicLong lastResultNs = new AtomicLong(System.nanoTime());
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Map<Long, WorkerLostException.Outcome> lost = new ConcurrentHashMap<>();
  private final Set<Long> repeatable = ConcurrentHashMap.newKeySet();
  private final long firstId;
  private long calls;
  private volatile boolean stopped;
  private @Nullable Thread thread;

  /**
   * @param seed also the upper half of the calls' numbers: loads with different seeds have different ones
   * @param slowPercent calls of the task that takes a while, in percent
   */
  Load(Pool pool, int inFlight, int seed, int slowPercent) {
    this.pool = pool;
    this.inFlight = inFlight;
    this.slowPercent = slowPercent;
    this.random = new Random(seed);
    this.room = new Semaphore(inFlight);
    this.firstId = (long) seed << 32;
  }

  /** Calls until {@link #stop}, on a thread of its own. */
  Load start() {
    thread = Thread.ofPlatform().name("drill load").start(() -> {
      try {
        while (!stopped) {
          next();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    return this;
  }

  /** Calls so often. */
  void run(long count) throws InterruptedException {
    for (long i = 0; i < count; i++) {
      next();
    }
  }

  /**
   * Makes no more calls, and waits for those under way.
   *
   * @return whether all have settled in time
   */
  boolean stop(int limitSeconds) throws InterruptedException {
    stopped = true;
    Thread caller = thread;
    boolean all = room.tryAcquire(inFlight, limitSeconds, TimeUnit.SECONDS);
    if (caller != null) {
      caller.join(1_000);
    }
    if (all) {
      room.release(inFlight);
    }
    return all;
  }

  private void next() throws InterruptedException {
    room.acquire();
    long id = firstId + ++calls;
    int kind = random.nextInt(100);
    if (kind < slowPercent) {
      send(id, pool.call(DrillTasks.SLOW, (double) id), value -> value.equals((double) id));
      return;
    }
    switch (kind % 10) {
      case 0, 1, 2, 3 -> {
        int length = DrillTasks.length(random);
        byte[] expected = DrillTasks.bytes(-id, length);
        send(
            id,
            pool.call(DrillTasks.BYTES, DrillTasks.bytes(id, length)),
            value -> Arrays.equals((byte[]) value, expected));
      }
      case 4, 5 -> {
        String text = id + " grüße ".repeat(1 + random.nextInt(50));
        send(id, pool.call(DrillTasks.TEXT, text), value -> value.equals("got " + text));
      }
      case 6 -> {
        List<Double> list = random.doubles(random.nextInt(30)).boxed().toList();
        Map<String, Object> expected = Map.of("id", (double) id, "size", (double) list.size());
        send(id, pool.call(DrillTasks.JSON, Map.of("id", (double) id, "list", list)), expected::equals);
      }
      case 7 -> {
        repeatable.add(id);
        PoolCall<Double> call =
            pool.call(DrillTasks.NUMBER, (double) id, CallOptions.none().retries(5));
        send(id, call, value -> value.equals(id * 2.0 + 1));
      }
      case 8 -> send(id, pool.call(DrillTasks.NUMBER, (double) id), value -> value.equals(id * 2.0 + 1));
      default -> send(id, pool.call(DrillTasks.FAILS, (double) id), null);
    }
  }

  /**
   * @param right null where the call must fail with its number
   */
  private void send(long id, PoolCall<?> call, @Nullable Predicate<Object> right) {
    long start = System.nanoTime();
    var _ = call.whenComplete((value, failure) -> {
      long now = System.nanoTime();
      slowestNs.accumulateAndGet(now - start, Math::max);
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
      if (cause instanceof WorkerLostException loss) {
        lost.put(id, loss.outcome());
      } else if (isRight(id, value, cause, right)) {
        results.incrementAndGet();
        lastResultNs.set(now);
      } else if (wrong.size() < MOST_WRONG_TOLD) {
        wrong.add("call " + Long.toHexString(id) + " of " + call.task() + ": " + (cause == null ? value : cause));
      }
      room.release();
    });
  }

  private static boolean isRight(
      long id, @Nullable Object value, @Nullable Throwable failure, @Nullable Predicate<Object> right) {
    return right == null
        ? failure instanceof TaskException
            && String.valueOf(failure.getMessage()).contains("call " + id)
        : failure == null && value != null && right.test(value);
  }

  long calls() {
    return calls;
  }

  long results() {
    return results.get();
  }

  /** Calls that ended because a node was lost, and how. */
  Map<Long, WorkerLostException.Outcome> lost() {
    return lost;
  }

  /** Calls that may run again. */
  Set<Long> repeatable() {
    return repeatable;
  }

  /** Answers that were not those of their calls. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** The longest that a call took to settle, in seconds. */
  double slowest() {
    return slowestNs.get() / 1e9;
  }

  @Override
  public String toString() {
    long unknown = lost.values().stream()
        .filter(outcome -> outcome == WorkerLostException.Outcome.UNKNOWN)
        .count();
    return calls + " calls, " + results + " right, " + wrong.size() + " wrong, " + unknown + " unknown, "
        + (lost.size() - unknown) + " not started, slowest " + Math.round(slowest() * 10) / 10.0 + " s";
  }
}
