package dev.intarsia.cli.bench;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Something that can run the shapes. */
public interface BenchSubject {
  /** Whose it is: {@code intarsia}, {@code java}, {@code node} and so on. */
  String runtime();

  /** Which kind of workers: {@code java}, {@code graaljs}, {@code process:node}, {@code executor}. */
  String kind();

  /** Whether it can run a shape at all. */
  default boolean runs(BenchShape shape) {
    return true;
  }

  /** The warm-up that it needs at least, unless another is asked for. */
  default Duration leastWarmUp() {
    return Duration.ZERO;
  }

  /**
   * Starts workers.
   *
   * @param big whether payload buffers have 64 MiB at first and 256 MiB at most
   */
  Session open(int workers, boolean big);

  /** Workers with the two tasks of the shapes. */
  interface Session extends AutoCloseable {
    /** Returns its argument. */
    Future<? extends @Nullable Object> echo(@Nullable Object value);

    /** Counts the primes from {@code first} to {@code last}, both included. */
    Future<? extends @Nullable Object> primes(int first, int last);

    @Override
    void close();
  }
}
