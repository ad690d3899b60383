package dev.intarsia.host;

/** What a running task may ask about its call. Valid while the task runs, on its worker's thread. */
public interface TaskContext {
  /** Whether the caller asked for the call to be aborted. Cheap: poll it in loops. */
  boolean hasAborted();

  /** Milliseconds on a clock that only goes forward, for measuring within the task. */
  double now();

  /** Milliseconds left of the call's time budget; {@link Double#POSITIVE_INFINITY} without one. */
  double remainingMs();
}
