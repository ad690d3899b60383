package dev.intarsia.host.lane;

import dev.intarsia.host.TaskTimeout;
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
 */
public record LaneTask(
    String name,
    int functionId,
    Function<@Nullable Object, ? extends @Nullable Object> result,
    @Nullable TaskTimeout timeout,
    boolean abortSignal) {}
