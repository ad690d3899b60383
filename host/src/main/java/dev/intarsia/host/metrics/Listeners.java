package dev.intarsia.host.metrics;

import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolListener;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Several listeners as one. None of them can hurt the pool or another: what one throws is dropped.
 *
 * @param all in the order in which they are told
 */
public record Listeners(List<PoolListener> all) implements PoolListener {
  public Listeners {
    all = List.copyOf(all);
  }

  /** Whether nobody listens. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  private void tell(Consumer<PoolListener> event) {
    for (PoolListener listener : all) {
      try {
        event.accept(listener);
      } catch (Throwable dropped) { // an Error too: a missing class of a metrics library is enough for one
        // A listener's fault is not the call's.
      }
    }
  }

  @Override
  public void opened(Pool pool) {
    tell(listener -> listener.opened(pool));
  }

  @Override
  public void callEnded(String task, long durationNs, @Nullable Throwable failure) {
    tell(listener -> listener.callEnded(task, durationNs, failure));
  }

  @Override
  public void workerStarted(String worker) {
    tell(listener -> listener.workerStarted(worker));
  }

  @Override
  public void workerLost(String worker, Throwable cause) {
    tell(listener -> listener.workerLost(worker, cause));
  }

  @Override
  public void workerRecycled(String worker) {
    tell(listener -> listener.workerRecycled(worker));
  }

  @Override
  public void serviceFault(Throwable fault) {
    tell(listener -> listener.serviceFault(fault));
  }
}
