package dev.intarsia.host.worker;

/** Starts the workers of one kind. */
@FunctionalInterface
public interface WorkerFactory {
  /**
   * Starts a worker. It may return before the worker is ready: calls published meanwhile wait.
   *
   * @param index which of the kind, from 0
   * @param waker whom to tell of replies and of its own end
   */
  LaneWorker start(int index, HostWaker waker);
}
