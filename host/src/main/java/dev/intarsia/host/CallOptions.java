package dev.intarsia.host;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one call is treated. What is not set here is as the task declares it: an option that is unset is not an option with the
 * default value.
 *
 * <pre>{@code
 * pool.call(RESIZE, image, CallOptions.timeout(Duration.ofMillis(50)).retries(2))
 * }</pre>
 */
public final class CallOptions {
  private static final CallOptions NONE = new CallOptions(null, null, null, null, null);

  private final @Nullable TaskTimeout timeout;
  private final @Nullable Boolean abortSignal;
  private final @Nullable Priority priority;
  private final @Nullable Object affinity;
  private final @Nullable Integer retries;

  private CallOptions(
      @Nullable TaskTimeout timeout,
      @Nullable Boolean abortSignal,
      @Nullable Priority priority,
      @Nullable Object affinity,
      @Nullable Integer retries) {
    this.timeout = timeout;
    this.abortSignal = abortSignal;
    this.priority = priority;
    this.affinity = affinity;
    this.retries = retries;
  }

  /** Everything as the task declares it. */
  public static CallOptions none() {
    return NONE;
  }

  /** A budget after which the call fails. */
  public static CallOptions timeout(Duration time) {
    return NONE.withTimeout(TaskTimeout.of(time));
  }

  /** A budget, and what the call ends with when it runs out. */
  public static CallOptions timeout(TaskTimeout timeout) {
    return NONE.withTimeout(timeout);
  }

  /** With a budget, and what the call ends with when it runs out. */
  public CallOptions withTimeout(TaskTimeout newTimeout) {
    return new CallOptions(newTimeout, abortSignal, priority, affinity, retries);
  }

  /** Lets {@link PoolCall#abort} reach the running task. */
  public CallOptions abortSignal() {
    return new CallOptions(timeout, true, priority, affinity, retries);
  }

  /** Who goes first among the calls that wait. */
  public CallOptions priority(Priority newPriority) {
    return new CallOptions(timeout, abortSignal, newPriority, affinity, retries);
  }

  /** Calls with equal keys go to the same worker. */
  public CallOptions affinity(Object key) {
    return new CallOptions(timeout, abortSignal, priority, key, retries);
  }

  /**
   * How many times the call is made again, on another worker, after the loss of the one that may have run it.
   *
   * @throws IllegalArgumentException when {@code times} is negative
   */
  public CallOptions retries(int times) {
    if (times < 0) {
      throw new IllegalArgumentException("retries is " + times + "; it must be 0 or more");
    }
    return new CallOptions(timeout, abortSignal, priority, affinity, times);
  }

  /** The options of a call: these, and the task's own where nothing is set here. */
  public TaskOptions over(TaskOptions task) {
    return new TaskOptions(
        timeout == null ? task.timeout() : timeout,
        abortSignal == null ? task.abortSignal() : abortSignal,
        priority == null ? task.priority() : priority,
        affinity == null ? task.affinity() : affinity,
        retries == null ? task.retries() : retries);
  }
}
