package dev.intarsia.cli.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Mixed calls from several threads for a while, each carrying a value of its own, so that a reply that belongs to
 * another call shows.
 */
public final class SoakRun {
  private static final int WORKERS = 2;
  private static final int CALLERS = 3;
  private static final int IN_FLIGHT = 64;
  private static final int MOST_BYTES = 100_000;
  private static final Duration SAMPLE_EVERY = Duration.ofSeconds(1);
  private static final long LOST_AFTER_SECONDS = 30;

  private final BenchSubject subject;
  private final Duration length;
  private final Consumer<SoakSample> onSample;
  private final LongAdder calls = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final LongAdder crossed = new LongAdder();
  private final LongAdder failed = new LongAdder();

  /**
   * A soak that has not begun.
   *
   * @param onSample told each sample, once a second
   */
  public SoakRun(BenchSubject subject, Duration length, Consumer<SoakSample> onSample) {
    this.subject = subject;
    this.length = length;
    this.onSample = onSample;
  }

  /** Runs to its end. */
  public SoakReport run() throws InterruptedException {
    List<SoakSample> samples = new ArrayList<>();
    long from = System.nanoTime();
    long until = from + length.toNanos();
    try (BenchSubject.Session session = subject.open(WORKERS, false)) {
      CountDownLatch ended = new CountDownLatch(CALLERS);
      for (int i = 0; i < CALLERS; i++) {
        int seed = i;
        Runnable caller = () -> {
          try {
            call(session, seed, until);
          } finally {
            ended.countDown();
          }
        };
        // Callers of both kinds: the last one is a virtual thread.
        Thread.Builder kind =
            i == CALLERS - 1 ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
        kind.name("soak-" + i).start(caller);
      }
      while (!ended.await(SAMPLE_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        SoakSample sample = sample(from);
        samples.add(sample);
        onSample.accept(sample);
      }
    }
    return new SoakReport(subject.kind(), calls.sum(), lost.sum(), crossed.sum(), failed.sum(), samples);
  }

  private SoakSample sample(long from) {
    long atMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
    return new SoakSample(
        atMs, calls.sum(), ProcessVitals.heapBytes(), ProcessVitals.rssBytes(), ProcessVitals.handles());
  }

  private record Sent(Object value, Future<? extends @Nullable Object> reply) {}

  private void call(BenchSubject.Session session, int seed, long until) {
    SplittableRandom random = new SplittableRandom(seed);
    ArrayDeque<Sent> underWay = new ArrayDeque<>();
    long id = (long) seed << 40;
    while (System.nanoTime() < until) {
      int burst = random.nextInt(1, IN_FLIGHT);
      for (int i = 0; i < burst; i++) {
        Object value = value(random, id++);
        underWay.add(new Sent(value, session.echo(value)));
      }
      for (Sent sent = underWay.poll(); sent != null; sent = underWay.poll()) {
        settle(sent);
      }
    }
  }

  private void settle(Sent sent) {
    try {
      Object received = sent.reply().get(LOST_AFTER_SECONDS, TimeUnit.SECONDS);
      if (!BenchValues.same(sent.value(), received)) {
        crossed.increment();
      }
    } catch (TimeoutException never) {
      lost.increment();
    } catch (ExecutionException thrown) {
      failed.increment();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      lost.increment();
    }
    calls.increment();
  }

  /** A value that no other call carries. */
  private static Object value(SplittableRandom random, long id) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> (double) id;
      case 4 -> "call " + id;
      case 5 -> "é" + id + "x".repeat(random.nextInt(3000));
      case 6 -> Map.of("id", (double) id, "tags", List.of("a", String.valueOf(id)));
      case 7 -> new double[] {id, random.nextDouble()};
      default -> stamped(new byte[random.nextInt(8, random.nextInt(64) == 0 ? MOST_BYTES : 2000)], id);
    };
  }

  /** Bytes that follow from the id from the first to the last. */
  private static byte[] stamped(byte[] bytes, long id) {
    long state = id * 0x9E3779B97F4A7C15L + 1;
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (state >>> (8 * (i & 7)));
      if ((i & 7) == 7) {
        state = state * 6364136223846793005L + 1442695040888963407L;
      }
    }
    return bytes;
  }
}
