package dev.intarsia.js;

import dev.intarsia.bridge.worker.TaskExecutor;
import dev.intarsia.host.worker.ThreadTasks;
import java.time.Duration;

/** The tasks of one JS worker thread. */
final class JsTasks implements ThreadTasks {
  /** An interrupt takes about 10 ms; the pool replaces a worker that does not obey. */
  private static final Duration INTERRUPT_LIMIT = Duration.ofMillis(500);

  private final JsWorker worker;

  JsTasks(JsWorker worker) {
    this.worker = worker;
  }

  @Override
  public TaskExecutor<?> executor() {
    return worker.executor();
  }

  @Override
  public void interrupt(Thread thread) {
    boolean _ = worker.interrupt(INTERRUPT_LIMIT);
  }

  /** Until the thread has left the JS code: no later task may meet the interrupt. */
  @Override
  public boolean interruptWaits() {
    return true;
  }

  /** Promise jobs without end survive an interrupt; nothing survives the end of the context. */
  @Override
  public void kill(Thread thread) {
    Thread.ofVirtual().start(() -> {
      try {
        worker.kill(INTERRUPT_LIMIT);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    });
  }

  @Override
  public void close() {
    worker.close();
  }
}
