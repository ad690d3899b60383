package dev.intarsia.host.lane;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What becomes of errors that a service thread meets in code that is not its own, or for want of memory: they are counted,
 * told, and the first is logged with its trace. They never end the thread.
 */
public final class Faults {
  private static final Logger LOG = System.getLogger("dev.intarsia.host");

  private final Consumer<Throwable> listener;
  private final AtomicBoolean logged = new AtomicBoolean();

  /**
   * @param listener is told of each; what it throws is dropped
   */
  public Faults(Consumer<Throwable> listener) {
    this.listener = listener;
  }

  /** Tells of an error. Throws nothing. */
  public void tell(Throwable fault) {
    try {
      if (logged.compareAndSet(false, true)) {
        LOG.log(
            Level.WARNING, "A service thread of the pool met an error and goes on; further ones are not logged", fault);
      }
      listener.accept(fault);
    } catch (Throwable dropped) {
      // There is no memory even to say so, or the one who is told fails: the thread goes on.
    }
  }

  /** The same action, which throws nothing. */
  public Runnable guard(Runnable action) {
    return () -> {
      try {
        action.run();
      } catch (Throwable fault) {
        tell(fault);
      }
    };
  }
}
