package dev.intarsia.samples;

import dev.intarsia.host.CallOptions;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.PoolStatistics.LaneStatistics;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.ProcessWorkers;
import dev.intarsia.host.process.WorkerTasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Kills a worker process under load. Its calls are repeated on the next worker, since the task says that it may be: nothing is
 * lost.
 */
public final class KilledWorker {
  private static final String CLASS = KilledWorker.class.getName();

  private KilledWorker() {}

  public static void main(String[] args) {
    System.out.println(squares(2_000));
  }

  /** The task, a method that process workers call. It gives the same result however often it runs. */
  public static double square(double x) throws InterruptedException {
    Thread.sleep(1); // work that takes a while, so that the worker dies in the middle of it
    return x * x;
  }

  /** The id of the worker's process. */
  public static int pid() {
    return (int) ProcessHandle.current().pid();
  }

  /** How many of the calls were answered rightly, and how many workers were lost meanwhile. */
  static String squares(int count) {
    ProcessWorkers workers = ProcessWorkers.of(
            ProcessRuntime.INTARSIA,
            WorkerTasks.ofJava("square", CLASS + "::square").withJava("pid", CLASS + "::pid"))
        .count(2)
        .options(ProcessOptions.builder().startTimeout(Duration.ofMinutes(2)).build());
    try (Pool pool = Pool.builder().workers(workers).prewarm().build()) {
      List<PoolCall<Double>> calls = new ArrayList<>();
      long worker = pool.call("pid", null, Long.class).await();
      int right = 0;
      for (int i = 0; i < count; i++) {
        calls.add(
            pool.call("square", (double) i, Double.class, CallOptions.none().retries(5)));
        if (i == count / 2) {
          kill(worker);
        }
      }
      for (int i = 0; i < count; i++) {
        right += calls.get(i).await() == (double) i * i ? 1 : 0;
      }
      int lost = pool.statistics().lanes().stream()
          .mapToInt(LaneStatistics::workersLost)
          .sum();
      return right + " of " + count + " answered, " + lost + " lost workers";
    }
  }

  private static void kill(long worker) {
    ProcessHandle.of(worker).orElseThrow().destroyForcibly();
  }
}
