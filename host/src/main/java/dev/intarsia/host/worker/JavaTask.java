package dev.intarsia.host.worker;

import dev.intarsia.host.TaskFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Java task as its worker runs it.
 *
 * @param argument from a decoded payload to the class that the task takes
 * @param timeoutMs its budget in milliseconds; {@link Double#POSITIVE_INFINITY} without one; {@link #BUDGET_BASE_MS} where its calls
 *     have budgets of their own
 */
public record JavaTask(
    String name,
    TaskFunction<@Nullable Object, @Nullable Object> function,
    Function<@Nullable Object, @Nullable Object> argument,
    double timeoutMs) {
  /** Nine hours: the longest budget that a call's time stamp can tell a worker of this process. */
  public static final int BUDGET_BASE_MS = 1 << 25;
}
