package dev.intarsia.host.process;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.host.worker.HostWaker;
import dev.intarsia.host.worker.LaneWorker;
import dev.intarsia.host.worker.WorkerFactory;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A worker process behind a lane of a pool. Its peer may start as many calls at once as it likes, and tells nobody. */
public final class ProcessWorker implements LaneWorker {
  private final WorkerChild child;

  private ProcessWorker(WorkerChild child) {
    this.child = child;
  }

  /** Starts the workers of one kind. */
  public static WorkerFactory factory(WorkerSpec spec) {
    return (index, waker) -> start(spec, index, waker);
  }

  private static ProcessWorker start(WorkerSpec spec, int index, HostWaker waker) {
    return new ProcessWorker(WorkerChild.start(spec, index, waker::lost));
  }

  @Override
  public MailboxPublisher requests() {
    return child.requests();
  }

  @Override
  public MailboxDrainer replies() {
    return child.replies();
  }

  @Override
  public @Nullable AbortSignals abortSignals() {
    return child.abortSignals();
  }

  @Override
  public void ring() {
    child.ring();
  }

  @Override
  public int timeStamp() {
    return child.timeStamp();
  }

  @Override
  public boolean wakesHost() {
    return false;
  }

  @Override
  public boolean ready() {
    return child.isReady();
  }

  @Override
  public long readyForNs() {
    return child.readyForNs();
  }

  @Override
  public long cpuMs() {
    return child.cpuMs();
  }

  @Override
  public boolean isRunnable() {
    return ProcessState.isRunnable(child.pid());
  }

  /** Nothing on the wire stops a task but its abort signal, so the process ends. Its calls are told when it is gone. */
  @Override
  public boolean giveUp(Throwable why) {
    child.kill(why);
    return true;
  }

  @Override
  public boolean poisoned(String how) {
    child.killCorrupt(how);
    return true;
  }

  @Override
  public boolean memoryIsSound() {
    return child.memoryIsSound();
  }

  @Override
  public void letGo() {
    child.letGo();
  }

  @Override
  public void stop() {
    child.letGo();
    child.dismiss();
  }

  @Override
  public void kill() {
    child.dismissForcibly();
  }

  @Override
  public boolean awaitEnd(long limitNs) throws InterruptedException {
    try {
      child.end().get(limitNs, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }

  @Override
  public String description() {
    return child.description();
  }
}
