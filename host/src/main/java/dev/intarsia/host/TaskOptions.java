package dev.intarsia.host;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of a task are treated, as the task declares it. A call may have {@link CallOptions} of its own.
 *
 * @param timeout the time budget, or none
 * @param abortSignal whether the task can be asked to stop, by {@link TaskContext#hasAborted()}
 * @param priority who goes first among the calls that wait
 * @param affinity calls with equal keys go to the same worker; null leaves the choice to the balancer
 * @param retries how often a call is made again, on the next worker, after it has lost the one that may have run it;
 *     for tasks that do no harm when they run twice
 */
public record TaskOptions(
    @Nullable TaskTimeout timeout,
    boolean abortSignal,
    Priority priority,
    @Nullable Object affinity,
    int retries) {
  private static final TaskOptions DEFAULTS = new TaskOptions(null, false, Priority.NORMAL, null, 0);

  /** No timeout, no abort signal, normal priority. */
  public static TaskOptions defaults() {
    return DEFAULTS;
  }

  /** With a budget after which the call fails. */
  public TaskOptions withTimeout(Duration time) {
    return withTimeout(TaskTimeout.of(time));
  }

  public TaskOptions withTimeout(TaskTimeout newTimeout) {
    return new TaskOptions(newTimeout, abortSignal, priority, affinity, retries);
  }

  public TaskOptions withAbortSignal() {
    return new TaskOptions(timeout, true, priority, affinity, retries);
  }

  public TaskOptions withPriority(Priority newPriority) {
    return new TaskOptions(timeout, abortSignal, newPriority, affinity, retries);
  }

  public TaskOptions withAffinity(Object key) {
    return new TaskOptions(timeout, abortSignal, priority, key, retries);
  }

  /**
   * For an idempotent task: its calls survive the loss of their worker, so often.
   *
   * @throws IllegalArgumentException when {@code times} is negative
   */
  public TaskOptions withRetries(int times) {
    if (times < 0) {
      throw new IllegalArgumentException("retries is " + times + "; it must be 0 or more");
    }
    return new TaskOptions(timeout, abortSignal, priority, affinity, times);
  }
}
