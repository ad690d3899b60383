package dev.intarsia.js.program;

import dev.intarsia.js.payload.NeutralValue;

/** A pool that a program made. Used by the program's thread only. */
public interface ProgramPool {
  /**
   * Calls a task.
   *
   * @param task position in {@link PoolRequest#tasks}
   * @param outcome told once, on any thread
   */
  Call call(int task, NeutralValue argument, Outcome outcome);

  /**
   * Shuts down.
   *
   * @param delayMs calls go on until then
   * @param done told once the workers are gone, on any thread
   */
  void shutdown(long delayMs, Runnable done);

  /**
   * Brings in results that have come.
   *
   * @return how many
   */
  int poll();

  /** A call under way. */
  interface Call {
    /** Sets the call's abort signal; what the task returns is dropped. */
    void drop();
  }

  /** What becomes of a call. */
  interface Outcome {
    void resolved(NeutralValue value);

    void rejected(NeutralValue reason);
  }
}
