package dev.intarsia.cli.bench;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The JDK's fixed thread pool: hands over references, isolates nothing. */
final class ExecutorSubject implements BenchSubject {
  @Override
  public String runtime() {
    return "jdk";
  }

  @Override
  public String kind() {
    return "executor";
  }

  @Override
  public Session open(int workers, boolean big) {
    return new ExecutorSession(Executors.newFixedThreadPool(workers));
  }

  private record ExecutorSession(ExecutorService executor) implements Session {
    @Override
    public Future<? extends @Nullable Object> echo(@Nullable Object value) {
      return executor.submit(() -> value);
    }

    @Override
    public Future<? extends @Nullable Object> primes(int first, int last) {
      return executor.submit(() -> Primes.count(first, last));
    }

    @Override
    public void close() {
      executor.shutdownNow();
    }
  }
}
