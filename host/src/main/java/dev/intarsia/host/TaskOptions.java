package dev.intarsia.host;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a task, or one call of it, is treated. Options of a call go before those of its task.
 *
 * @param timeout the time budget, or none
 * @param abortSignal whether the task can be asked to stop, by {@link TaskContext#hasAborted()}
 * @param priority who goes first among the calls that wait
 * @param affinity calls with equal keys go to the same worker; null leaves the choice to the balancer
 */
public record TaskOptions(
    @Nullable TaskTimeout timeout, boolean abortSignal, Priority priority, @Nullable Object affinity) {
  private static final TaskOptions DEFAULTS = new TaskOptions(null, false, Priority.NORMAL, null);

  /** No timeout, no abort signal, normal priority. */
  public static TaskOptions defaults() {
    return DEFAULTS;
  }

  /** With a budget after which the call fails. */
  public TaskOptions withTimeout(Duration time) {
    return withTimeout(TaskTimeout.of(time));
  }

  public TaskOptions withTimeout(TaskTimeout newTimeout) {
    return new TaskOptions(newTimeout, abortSignal, priority, affinity);
  }

  public TaskOptions withAbortSignal() {
    return new TaskOptions(timeout, true, priority, affinity);
  }

  public TaskOptions withPriority(Priority newPriority) {
    return new TaskOptions(timeout, abortSignal, newPriority, affinity);
  }

  public TaskOptions withAffinity(Object key) {
    return new TaskOptions(timeout, abortSignal, priority, key);
  }
}
