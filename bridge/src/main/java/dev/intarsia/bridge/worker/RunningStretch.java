package dev.intarsia.bridge.worker;

/**
 * What a worker's thread runs, from its beginning to its return.
 *
 * @param number tells it from all others of its worker
 * @param taskId the call's id, or {@link WorkerLoop#NO_TASK} for what earlier calls left to be done: timers, promise jobs
 * @param sinceNs when it began, on the clock of {@link LoopSettings#runClockNs}; 0 without one
 */
public record RunningStretch(long number, int taskId, long sinceNs) {}
