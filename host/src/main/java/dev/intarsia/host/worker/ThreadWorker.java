package dev.intarsia.host.worker;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.mailbox.FrameSource;
import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.mailbox.SlotClaims;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.worker.LoopSettings;
import dev.intarsia.bridge.worker.RunningStretch;
import dev.intarsia.bridge.worker.TaskExecutor;
import dev.intarsia.bridge.worker.WaitingCalls;
import dev.intarsia.bridge.worker.WorkerLoop;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A worker that is a thread of this process, whatever language its tasks are written in. */
public final class ThreadWorker implements LaneWorker {
  /** Makes the tasks, on the worker's own thread. */
  @FunctionalInterface
  public interface ExecutorSource {
    /**
     * @throws Exception when the worker can't start
     */
    ThreadTasks open() throws Exception;

    /** Ends an {@link #open} that is under way, from another thread, as far as that is possible. Does not wait. */
    default void cancel() {}
  }

  private final String description;
  private final MailboxPublisher requests;
  private final MailboxDrainer replies;
  private final LaneMemory requestMemory;
  private final LaneMemory replyMemory;
  private final @Nullable AbortSignals abortSignals;
  private final LoopSettings settings;
  private final HostWaker waker;
  private final ExecutorSource source;
  private final ThreadSignals signals;
  private final SlotClaims claims = new SlotClaims();
  private final WorkerThread thread;
  private volatile @Nullable WorkerLoop<?> loop;
  private volatile @Nullable ThreadTasks tasks;
  private volatile boolean ending;

  public ThreadWorker(
      String description,
      PayloadOptions payload,
      @Nullable AbortSignals abortSignals,
      LoopSettings settings,
      ExecutorSource source,
      HostWaker waker) {
    this.description = description;
    this.abortSignals = abortSignals;
    this.settings = settings;
    this.waker = waker;
    this.source = source;
    requestMemory = LaneMemory.inProcess(payload);
    replyMemory = LaneMemory.inProcess(payload);
    requests = new MailboxPublisher(requestMemory);
    replies = new MailboxDrainer(replyMemory);
    signals = new ThreadSignals(waker);
    thread = new WorkerThread(this::run, "intarsia " + description);
    signals.worker(thread);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    Throwable cause = null;
    try (ThreadTasks opened = source.open()) {
      tasks = opened;
      runLoop(opened.executor(), opened.requests(new MailboxDrainer(requestMemory, claims)));
    } catch (Throwable e) {
      cause = e;
    }
    tasks = null; // a closed pool that somebody keeps need not keep what its workers made
    loop = null;
    if (!ending) {
      waker.lost(cause == null ? new IllegalStateException(description + " ended by itself") : cause);
    }
  }

  private <V> void runLoop(TaskExecutor<V> executor, FrameSource source) {
    WorkerLoop<V> running = new WorkerLoop<>(executor, source, new MailboxPublisher(replyMemory), signals, settings);
    loop = running;
    if (ending) {
      running.stop();
    }
    running.run();
  }

  @Override
  public MailboxPublisher requests() {
    return requests;
  }

  @Override
  public MailboxDrainer replies() {
    return replies;
  }

  @Override
  public @Nullable AbortSignals abortSignals() {
    return abortSignals;
  }

  @Override
  public SlotClaims claims() {
    return claims;
  }

  @Override
  public void ring() {
    signals.ring();
  }

  @Override
  public boolean wakesHost() {
    return true;
  }

  @Override
  public boolean ready() {
    return loop != null;
  }

  @Override
  public boolean takesCalls() {
    ThreadTasks at = tasks;
    return at != null && at.takesCalls();
  }

  @Override
  public boolean runsOn(Thread candidate) {
    return candidate.equals(thread);
  }

  @Override
  public boolean tellsWhatRuns() {
    return true;
  }

  @Override
  public @Nullable RunningStretch running() {
    WorkerLoop<?> at = loop;
    return at == null ? null : at.runningStretch();
  }

  @Override
  public void forEachWaiting(WaitingCalls action) {
    WorkerLoop<?> at = loop;
    if (at != null) {
      at.forEachWaiting(action);
    }
  }

  @Override
  public long servedNs() {
    WorkerLoop<?> at = loop;
    return at == null ? Long.MAX_VALUE : at.servedNs();
  }

  @Override
  public boolean whileRunning(RunningStretch stretch, Runnable action) {
    WorkerLoop<?> at = loop;
    return at != null && at.whileRunning(stretch, action);
  }

  @Override
  public void interrupt(RunningStretch stretch) {
    ThreadTasks running = tasks;
    if (running == null) {
      return;
    }
    Runnable stop = () -> whileRunning(stretch, () -> running.interrupt(thread));
    if (running.interruptWaits()) {
      Thread.ofVirtual().start(stop);
    } else {
      stop.run();
    }
  }

  @Override
  public void abandon() {
    ending = true;
    WorkerLoop<?> running = loop;
    if (running != null) {
      running.abandon();
    }
  }

  @Override
  public void stop() {
    ending = true;
    WorkerLoop<?> running = loop;
    if (running != null) {
      running.stop();
    }
    signals.ring();
  }

  @Override
  public void kill() {
    abandon();
    ThreadTasks at = tasks;
    if (at != null) {
      at.kill(thread);
    } else {
      source.cancel();
    }
    signals.ring();
  }

  @Override
  public boolean awaitEnd(long limitNs) throws InterruptedException {
    return thread.join(java.time.Duration.ofNanos(Math.max(1, Math.min(limitNs, TimeUnit.DAYS.toNanos(1)))));
  }

  @Override
  public String description() {
    return description;
  }
}
