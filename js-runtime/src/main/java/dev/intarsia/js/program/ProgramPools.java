package dev.intarsia.js.program;

/** Makes the pools that programs ask for. */
@FunctionalInterface
public interface ProgramPools {
  /**
   * Starts a pool.
   *
   * @throws IllegalArgumentException for an option that can't be meant, or tasks that the modules do not export
   * @throws RuntimeException when a worker does not start
   */
  ProgramPool open(PoolRequest request);
}
