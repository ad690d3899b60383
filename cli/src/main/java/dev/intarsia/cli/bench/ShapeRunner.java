package dev.intarsia.cli.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Runs one shape on one subject: the median over rounds, after a warm-up.
 *
 * @param warmUp rounds whose time is not kept
 * @param run rounds whose time is; longer where the shape needs it
 * @param patient whether a subject that needs a longer warm-up gets it
 */
public record ShapeRunner(Duration warmUp, Duration run, boolean patient) {
  private static final int MOST_ROUNDS = 100_000;
  private static final Duration SILENCE = Duration.ofMillis(10);

  /** One round's nanoseconds. */
  private interface Round {
    long run() throws InterruptedException, ExecutionException;
  }

  /** With these very lengths, whatever the subject needs. */
  public ShapeRunner(Duration warmUp, Duration run) {
    this(warmUp, run, false);
  }

  /** Two seconds of warm-up, more where the subject needs it, and 0.7 s that count. */
  public static ShapeRunner standard() {
    return new ShapeRunner(Duration.ofSeconds(2), Duration.ofMillis(700), true);
  }

  /** The same after a warm-up of another length. */
  public ShapeRunner warmedUp(Duration length) {
    return new ShapeRunner(length, run);
  }

  /**
   * Measures.
   *
   * @return microseconds per call; of the whole round for primes
   * @throws BenchException when a call failed or brought back another value
   */
  public double measure(BenchSubject subject, BenchShape shape) throws InterruptedException {
    if (patient && subject.leastWarmUp().compareTo(warmUp) > 0) {
      return warmedUp(subject.leastWarmUp()).measure(subject, shape);
    }
    try {
      if (shape.mode() == BenchShape.Mode.START) {
        return median(() -> start(subject), 2, 7);
      }
      try (BenchSubject.Session session = subject.open(shape.workers(), shape.big())) {
        return switch (shape.mode()) {
          case SEQUENTIAL -> median(() -> sequential(session, shape.calls()), 1, 9) / shape.calls();
          case BATCH -> batch(session, shape);
          case IDLE -> median(() -> idle(session), 2, 50);
          case PRIMES -> median(() -> primes(session, shape.calls()), 3, 5);
          case START -> throw new AssertionError("handled above");
        };
      }
    } catch (ExecutionException failed) {
      throw new BenchException(
          shape.name() + " on " + subject.kind() + ": a call failed: " + failed.getCause(), failed);
    }
  }

  private double batch(BenchSubject.Session session, BenchShape shape) throws InterruptedException, ExecutionException {
    int calls = shape.calls();
    Object payload = shape.payload();
    Future<? extends @Nullable Object>[] pending = futures(calls);
    @Nullable Object[] results = new @Nullable Object[calls];
    double us = median(
        () -> {
          Arrays.fill(results, null);
          long from = System.nanoTime();
          for (int i = 0; i < calls; i++) {
            pending[i] = session.echo(payload);
          }
          for (int i = 0; i < calls; i++) {
            results[i] = pending[i].get();
          }
          return System.nanoTime() - from;
        },
        1,
        9);
    for (Object result : results) {
      check(BenchValues.same(payload, result), shape.name(), result);
    }
    return us / calls;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays have no type arguments
  private static Future<? extends @Nullable Object>[] futures(int count) {
    return new Future[count];
  }

  private static long sequential(BenchSubject.Session session, int calls)
      throws InterruptedException, ExecutionException {
    long from = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      Object result = session.echo(i + 0.5).get();
      if (!(result instanceof Double number) || number != i + 0.5) {
        throw new BenchException("sequential: sent " + (i + 0.5) + ", got " + result, null);
      }
    }
    return System.nanoTime() - from;
  }

  private static long idle(BenchSubject.Session session) throws InterruptedException, ExecutionException {
    Thread.sleep(SILENCE);
    long from = System.nanoTime();
    session.echo(1.5).get();
    return System.nanoTime() - from;
  }

  private static long primes(BenchSubject.Session session, int calls) throws InterruptedException, ExecutionException {
    int share = Primes.LIMIT / calls;
    Future<? extends @Nullable Object>[] pending = futures(calls);
    long from = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      pending[i] = session.primes(i * share + 1, (i + 1) * share);
    }
    double sum = 0;
    for (Future<? extends @Nullable Object> part : pending) {
      sum += part.get() instanceof Number count ? count.doubleValue() : Double.NaN;
    }
    long ns = System.nanoTime() - from;
    check(sum == Primes.ANSWER, "primes", sum);
    return ns;
  }

  private static long start(BenchSubject subject) throws InterruptedException, ExecutionException {
    long from = System.nanoTime();
    try (BenchSubject.Session session = subject.open(1, false)) {
      Object result = session.echo(4.25).get();
      long ns = System.nanoTime() - from;
      check(Double.valueOf(4.25).equals(result), "start", result);
      return ns;
    }
  }

  private static void check(boolean right, String shape, @Nullable Object result) {
    if (!right) {
      throw new BenchException(shape + ": a wrong value came back: " + result, null);
    }
  }

  /**
   * Microseconds.
   *
   * @param stretch by how much the run is longer than usual
   */
  private double median(Round round, int stretch, int least) throws InterruptedException, ExecutionException {
    for (long until = System.nanoTime() + warmUp.toNanos(); System.nanoTime() < until; ) {
      round.run();
    }
    long[] times = new long[Math.max(least, 1024)];
    int count = 0;
    long until = System.nanoTime() + stretch * run.toNanos();
    while (count < least || (System.nanoTime() < until && count < MOST_ROUNDS)) {
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
      }
      times[count++] = round.run();
    }
    Arrays.sort(times, 0, count);
    long middle = times[count / 2];
    return (count % 2 == 1 ? middle : (middle + times[count / 2 - 1]) / 2.0) / 1000.0;
  }
}
