package dev.intarsia.host.worker;

import dev.intarsia.host.TaskFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Java task as its worker runs it.
 *
 * @param argument from a decoded payload to the class that the task takes
 * @param timeoutMs its budget in milliseconds; {@link Double#POSITIVE_INFINITY} without one
 */
public record JavaTask(
    String name,
    TaskFunction<@Nullable Object, @Nullable Object> function,
    Function<@Nullable Object, @Nullable Object> argument,
    double timeoutMs) {}
