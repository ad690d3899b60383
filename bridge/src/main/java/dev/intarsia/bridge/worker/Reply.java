package dev.intarsia.bridge.worker;

/**
 * Where one call's outcome goes. Settled once, by the worker's own thread; a second settling is ignored.
 *
 * @param <V> the language's type of values
 */
public interface Reply<V> {
  void resolve(V value);

  /**
   * @param reason what the task threw: an error value, or any other value that the language can throw
   */
  void reject(V reason);

  /** Whether the caller has asked for this call to be aborted. Cheap: may be polled. */
  boolean aborted();

  /** Milliseconds left of the call's time budget; {@link Double#POSITIVE_INFINITY} without one. */
  double remainingMs();

  /** Whether the call carries an abort signal. */
  default boolean signalled() {
    return false;
  }
}
