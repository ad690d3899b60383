package dev.intarsia.host.process;

import dev.intarsia.host.PoolStartException;

/** A process worker that can't be started. The message says what is missing and ends with the worker's own words. */
public final class WorkerStartException extends PoolStartException {
  private static final long serialVersionUID = 1L;

  public WorkerStartException(String message) {
    super(message, null);
  }

  public WorkerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
