package dev.intarsia.js.realm;

import dev.intarsia.bridge.wake.Futex;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What one realm waits for on words of shared memory: {@code Atomics.wait} and {@code waitAsync}. The wait is the kernel's, so
 * that a waker may be any thread or process, and it can be ended from outside: each wait listens to a bit of its own
 * besides the usual wake.
 *
 * <p>Writer and reader: the realm's thread enters and leaves {@link #await}; {@link #stop} and {@link #close} may
 * come from any thread.
 */
public final class SharedWaits {
  /** Each pending {@code waitAsync} holds a thread. */
  private static final int MOST_ASYNC = 64;

  private static final int BITS = 31;
  private static final long LOOK_MS = 1;
  /** Nobody writes it: who waits here sleeps. */
  private static final MemorySegment NOWHERE = Arena.global().allocate(ValueLayout.JAVA_INT);

  private static final AtomicInteger NEXT_BIT = new AtomicInteger();

  private final Set<Wait> pending = ConcurrentHashMap.newKeySet();
  private final AtomicInteger async = new AtomicInteger();
  private final AtomicInteger stops = new AtomicInteger();
  private volatile boolean closed;

  /** How a wait ended. */
  public enum Outcome {
    OK("ok"),
    NOT_EQUAL("not-equal"),
    TIMED_OUT("timed-out"),
    /** Ended from outside. */
    STOPPED("stopped");

    private final String text;

    Outcome(String text) {
      this.text = text;
    }

    /** Its name in JS. */
    public String text() {
      return text;
    }
  }

  private static final class Wait {
    final MemorySegment word;
    final int bit = 1 << (NEXT_BIT.getAndIncrement() & Integer.MAX_VALUE) % BITS;
    volatile boolean ended;

    Wait(MemorySegment word) {
      this.word = word;
    }
  }

  /**
   * Blocks while the word is {@code expected} and nobody wakes its waiters.
   *
   * @param word four aligned bytes of shared memory
   * @param timeoutNs {@link Long#MAX_VALUE} for no limit
   */
  public Outcome await(MemorySegment word, int expected, long timeoutNs) {
    Wait wait = new Wait(word);
    pending.add(wait);
    try {
      // After the entry into the set: whoever stops the waits sees this one, or this sees that they are stopped.
      return stops.get() > 0 || closed ? Outcome.STOPPED : await(wait, expected, timeoutNs);
    } finally {
      pending.remove(wait);
    }
  }

  private static Outcome await(Wait wait, int expected, long timeoutNs) {
    Futex.Awaited awaited = Futex.awaitBits(wait.word, expected, timeoutNs, wait.bit);
    if (wait.ended) {
      return Outcome.STOPPED;
    }
    return switch (awaited) {
      case WOKEN -> Outcome.OK;
      case CHANGED -> Outcome.NOT_EQUAL;
      case TIMED_OUT -> Outcome.TIMED_OUT;
    };
  }

  /** Blocks until the time is over: nobody else knows of the memory. */
  public Outcome sleep(long timeoutNs) {
    return await(NOWHERE, 0, timeoutNs);
  }

  /**
   * Waits without blocking the caller.
   *
   * @param told gets the outcome, on a thread of its own; nothing when the wait is stopped
   * @throws IllegalStateException when too many wait already
   */
  public void awaitAsync(MemorySegment word, int expected, long timeoutNs, Consumer<Outcome> told) {
    if (async.incrementAndGet() > MOST_ASYNC) {
      async.decrementAndGet();
      throw new IllegalStateException("Atomics.waitAsync: " + MOST_ASYNC
          + " waits on shared memory are pending in this worker; notify or time out some first");
    }
    Thread.ofPlatform().daemon().name("intarsia waitAsync").start(() -> {
      Outcome outcome;
      try {
        outcome = await(word, expected, timeoutNs);
      } finally {
        async.decrementAndGet();
      }
      if (outcome != Outcome.STOPPED) {
        told.accept(outcome);
      }
    });
  }

  /**
   * Ends all waits, and those that come meanwhile.
   *
   * @param afterMs how long to let them be
   * @param atMostMs for how long to end those that come
   */
  public void stop(long afterMs, long atMostMs) {
    if (pending.isEmpty()) {
      return;
    }
    try {
      Thread.sleep(afterMs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stops.incrementAndGet();
    try {
      endAll(atMostMs);
    } finally {
      stops.decrementAndGet();
    }
  }

  /** Ends all waits for good. */
  public void close() {
    closed = true;
    if (!pending.isEmpty()) {
      Thread.ofVirtual().start(() -> endAll(TimeUnit.SECONDS.toMillis(5)));
    }
  }

  /** A waiter may be on its way into the kernel, so it is woken until it is gone. */
  private void endAll(long atMostMs) {
    long start = System.nanoTime();
    while (!pending.isEmpty() && System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(atMostMs)) {
      for (Wait wait : pending) {
        wait.ended = true;
        wake(wait);
      }
      try {
        Thread.sleep(LOOK_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void wake(Wait wait) {
    try {
      Futex.wakeBits(wait.word, Integer.MAX_VALUE, wait.bit);
    } catch (IllegalStateException unmapped) {
      // Whoever waits there is woken by the unmapping.
    }
  }
}
