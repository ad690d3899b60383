package dev.intarsia.js;

import dev.intarsia.host.PoolStartException;
import org.jspecify.annotations.Nullable;

/** A worker that can't start: a module that is missing, broken, throws, or does not export a task. */
public final class JsStartException extends PoolStartException {
  private static final long serialVersionUID = 1L;

  private final String jsStack;

  public JsStartException(String message, String jsStack, @Nullable Throwable cause) {
    super(message, cause);
    this.jsStack = jsStack;
  }

  /** The JS stack of what was thrown, "" when nothing was. */
  public String jsStack() {
    return jsStack;
  }
}
