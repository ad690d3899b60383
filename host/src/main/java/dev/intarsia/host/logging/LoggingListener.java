package dev.intarsia.host.logging;

import dev.intarsia.host.PoolListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Logs what happens to a pool's workers, and the calls that fail: lost workers as warnings, workers
 * that come or make way at debug level, failed calls at trace level.
 */
public final class LoggingListener implements PoolListener {
  private final Logger log;

  /** Logs as {@code dev.intarsia.pool}. */
  public LoggingListener() {
    this(System.getLogger("dev.intarsia.pool"));
  }

  public LoggingListener(Logger log) {
    this.log = log;
  }

  @Override
  public void callEnded(String task, long durationNs, @Nullable Throwable failure) {
    if (failure != null) {
      log.log(Level.TRACE, () -> "a call of \"" + task + "\" failed", failure);
    }
  }

  @Override
  public void workerStarted(String worker) {
    log.log(Level.DEBUG, () -> worker + " started");
  }

  @Override
  public void workerLost(String worker, Throwable cause) {
    log.log(Level.WARNING, () -> worker + " was lost: " + cause);
  }

  @Override
  public void workerRecycled(String worker) {
    log.log(Level.DEBUG, () -> worker + " is recycled");
  }
}
