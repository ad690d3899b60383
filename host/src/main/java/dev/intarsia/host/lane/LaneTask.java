package dev.intarsia.host.lane;

import dev.intarsia.host.TaskTimeout;
import dev.intarsia.host.worker.JavaTask;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a lane knows of a task.
 *
 * @param name as callers know it
 * @param functionId as the worker knows it
 * @param result from a decoded payload to what the caller gets
 * @param timeout the time budget, or null
 * @param abortSignal whether each call takes an abort signal
 * @param budgetBase whether its worker counts every budget from {@link JavaTask#BUDGET_BASE_MS}
 */
public record LaneTask(
    String name,
    int functionId,
    Function<@Nullable Object, ? extends @Nullable Object> result,
    @Nullable TaskTimeout timeout,
    boolean abortSignal,
    boolean budgetBase) {
  private static final int STAMP_MASK = (1 << 27) - 1;

  /**
   * The time stamp of a call. A worker knows one budget for a task, but each call may have its own: the stamp is put so far into
   * the past that what is left of the worker's budget is what the call has. 0 stays free for calls without a budget.
   *
   * @param nowMs the worker's clock
   * @param outside whether the call goes to another machine: each then has its own budget
   */
  int stamp(int nowMs, boolean outside) {
    TaskTimeout budget = timeout;
    if (budget == null) {
      return 0;
    }
    if (!budgetBase && !outside) {
      return nowMs;
    }
    int base = JavaTask.BUDGET_BASE_MS;
    int stamp = nowMs - base + (int) Math.min(base, Math.max(0, budget.time().toMillis()));
    return (stamp & STAMP_MASK) == 0 ? stamp - 1 : stamp;
  }

  /** The same task with other results. */
  public LaneTask withResult(Function<@Nullable Object, ? extends @Nullable Object> newResult) {
    return new LaneTask(name, functionId, newResult, timeout, abortSignal, budgetBase);
  }

  /** The same task with a call's own options. */
  public LaneTask withOptions(@Nullable TaskTimeout newTimeout, boolean newAbortSignal) {
    return new LaneTask(name, functionId, result, newTimeout, newAbortSignal, budgetBase);
  }
}
