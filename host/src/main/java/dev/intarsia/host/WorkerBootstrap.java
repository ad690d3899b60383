package dev.intarsia.host;

/** Runs once on each worker's thread before its tasks are loaded. */
@FunctionalInterface
public interface WorkerBootstrap {
  /**
   * @param thread the worker's number, from 0
   * @param totalNumberOfThread lanes of the pool, the inliner's included
   * @throws Exception when the worker must not start
   */
  void run(int thread, int totalNumberOfThread) throws Exception;
}
