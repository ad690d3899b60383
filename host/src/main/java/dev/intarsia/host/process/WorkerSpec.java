package dev.intarsia.host.process;

import dev.intarsia.bridge.boot.WorkerOptions;
import dev.intarsia.bridge.payload.PayloadOptions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one kind of process worker is started with.
 *
 * @param payload the payload area of each direction; its maximum is taken, as it can't grow across processes
 * @param abortCapacity abort signals to give out, or 0 when no task has one
 * @param threads workers of the pool
 * @param resolveAfterFinishingAll whether replies wait until nothing is left to run
 * @param bootstrapJson the {@code bootstrap} option, or null
 * @param permissionJson the resolved permissions of the tasks, or null for no limits
 * @param errorOutput takes the lines that workers write to their standard error
 */
public record WorkerSpec(
    ProcessRuntime runtime,
    ProcessOptions options,
    WorkerTasks tasks,
    PayloadOptions payload,
    int abortCapacity,
    int threads,
    boolean resolveAfterFinishingAll,
    @Nullable String bootstrapJson,
    @Nullable String permissionJson,
    Consumer<String> errorOutput) {

  /** Tasks on a runtime, with the defaults for the rest. */
  public static WorkerSpec of(ProcessRuntime runtime, ProcessOptions options, WorkerTasks tasks) {
    return new WorkerSpec(
        runtime, options, tasks, PayloadOptions.defaults(), 0, 1, false, null, null, System.err::println);
  }

  public WorkerSpec payload(PayloadOptions newPayload) {
    return new WorkerSpec(
        runtime,
        options,
        tasks,
        newPayload,
        abortCapacity,
        threads,
        resolveAfterFinishingAll,
        bootstrapJson,
        permissionJson,
        errorOutput);
  }

  public WorkerSpec abortCapacity(int signals) {
    return new WorkerSpec(
        runtime,
        options,
        tasks,
        payload,
        signals,
        threads,
        resolveAfterFinishingAll,
        bootstrapJson,
        permissionJson,
        errorOutput);
  }

  WorkerOptions workerOptions() {
    boolean asksClock = tasks.anyTimed() && bootstrapJson == null && runtime != ProcessRuntime.INTARSIA;
    return new WorkerOptions(
        options.timers(),
        resolveAfterFinishingAll,
        asksClock ? WorkerClock.bootstrapJson() : bootstrapJson,
        permissionJson,
        null,
        tasks.placesJson());
  }
}
