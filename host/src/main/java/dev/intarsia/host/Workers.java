package dev.intarsia.host;

import dev.intarsia.host.worker.WorkerKind;
import dev.intarsia.host.worker.WorkerSettings;

/**
 * A part of a pool: workers of one kind and the tasks that they run. {@link JavaWorkers}, {@link
 * dev.intarsia.host.process.ProcessWorkers} and {@code JsWorkers} of {@code intarsia-js-runtime} are such parts; anything
 * else that can put a {@link dev.intarsia.host.worker.LaneWorker} behind a lane can be one too.
 */
@FunctionalInterface
public interface Workers {
  /**
   * Finds the tasks and says how a worker is started. Called once, by {@link PoolBuilder#build}.
   *
   * @param settings what holds for the whole pool
   * @throws RuntimeException when a task is missing or a worker can't be started
   */
  WorkerKind open(WorkerSettings settings);
}
