package dev.intarsia.host.worker;

import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Workers;

/** A part of a pool that says itself how its workers are started: anything that can put a {@link LaneWorker} behind a lane. */
@FunctionalInterface
public interface WorkerPart extends Workers {
  /**
   * Finds the tasks and says how a worker is started. Called once, when the pool is built.
   *
   * @param settings what holds for the whole pool
   * @throws RuntimeException when a task is missing or a worker can't be started
   */
  WorkerKind open(WorkerSettings settings);

  /**
   * Opens a part of any kind, as {@link #open(WorkerSettings)}.
   *
   * @throws IllegalArgumentException when it is of a kind that does not say how its workers are started
   */
  static WorkerKind open(Workers part, WorkerSettings settings) {
    return switch (part) {
      case WorkerPart own -> own.open(settings);
      case JavaWorkers java -> JavaThreads.open(java, settings);
      default ->
        throw new IllegalArgumentException(
            part.getClass().getName() + " can't be a part of a pool: it does not implement WorkerPart");
    };
  }
}
