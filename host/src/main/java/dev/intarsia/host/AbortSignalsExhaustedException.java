package dev.intarsia.host;

/** Every abort signal of the pool is in use: raise `abortSignalCapacity` or end some calls. */
public final class AbortSignalsExhaustedException extends PoolException {
  private static final long serialVersionUID = 1L;

  public AbortSignalsExhaustedException(String message) {
    super(message);
  }
}
