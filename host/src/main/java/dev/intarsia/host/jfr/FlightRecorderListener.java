package dev.intarsia.host.jfr;

import dev.intarsia.host.PoolListener;
import org.jspecify.annotations.Nullable;

/** Writes {@code dev.intarsia.Call} and {@code dev.intarsia.Worker} events to the flight recorder. */
public final class FlightRecorderListener implements PoolListener {
  public FlightRecorderListener() {}

  @Override
  public void callEnded(String task, long durationNs, @Nullable Throwable failure) {
    CallEvent event = new CallEvent();
    if (event.isEnabled()) {
      event.task = task;
      event.durationNs = durationNs;
      event.failure = failure == null ? null : failure.getClass().getName();
      event.commit();
    }
  }

  @Override
  public void workerStarted(String worker) {
    commit(worker, "started", null);
  }

  @Override
  public void workerLost(String worker, Throwable cause) {
    commit(worker, "lost", cause.toString());
  }

  @Override
  public void workerRecycled(String worker) {
    commit(worker, "recycled", null);
  }

  private static void commit(String worker, String change, @Nullable String cause) {
    WorkerEvent event = new WorkerEvent();
    event.worker = worker;
    event.change = change;
    event.cause = cause;
    event.commit();
  }
}
