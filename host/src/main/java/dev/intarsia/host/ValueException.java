package dev.intarsia.host;

import dev.intarsia.bridge.payload.PayloadException;

/** An argument or a result that can't cross between host and worker. The message says where in the value and why. */
public final class ValueException extends PoolException {
  private static final long serialVersionUID = 1L;

  public ValueException(PayloadException cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }
}
