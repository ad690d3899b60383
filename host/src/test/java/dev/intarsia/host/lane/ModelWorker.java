package dev.intarsia.host.lane;

import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.mailbox.SlotClaims;
import dev.intarsia.bridge.worker.LoopSettings;
import dev.intarsia.bridge.worker.RunningStretch;
import dev.intarsia.bridge.worker.WaitingCalls;
import dev.intarsia.bridge.worker.WorkerLoop;
import dev.intarsia.bridge.worker.WorkerSignals;
import dev.intarsia.bridge.worker.WorkerTimers;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A worker with the real loop and mailboxes whose thread goes on only when the model says so: one thread runs at a time, so a
 * seed always gives the same schedule.
 */
final class ModelWorker extends HeapWorker implements WorkerSignals {
  private final SlotClaims claims = new SlotClaims();
  private final WorkerLoop<Object> loop;
  private final Semaphore go = new Semaphore(0);
  private final Semaphore back = new Semaphore(0);
  private final Thread thread;
  private final ModelTasks tasks;
  private volatile boolean ended;
  boolean killed;
  boolean interrupted;

  ModelWorker(ModelClock clock, ModelTasks tasks) {
    this.tasks = tasks;
    LoopSettings settings = new LoopSettings(
        new WorkerTimers(0, 1, 0), signal -> false, () -> clock.nowNs() / 1_000_000, clock::nowNs, false);
    loop = new WorkerLoop<>(
        tasks.executor(this),
        new MailboxDrainer(requestMemory, claims),
        new MailboxPublisher(replyMemory),
        this,
        settings);
    thread = Thread.ofPlatform().daemon().name("model worker").start(this::run);
  }

  private void run() {
    go.acquireUninterruptibly();
    try {
      loop.run();
    } finally {
      ended = true;
      back.release();
    }
  }

  /** Lets it go on to where it stops next. */
  void resume() {
    if (!ended) {
      go.release();
      back.acquireUninterruptibly();
    }
  }

  /** The worker's thread lets the model go on. */
  void pause() {
    back.release();
    go.acquireUninterruptibly();
  }

  boolean runsATask() {
    return !ended && loop.currentTask() != WorkerLoop.NO_TASK;
  }

  /** Ends its thread, whatever it does. */
  void finish() throws InterruptedException {
    kill();
    while (!ended) {
      resume();
    }
    thread.join();
  }

  @Override
  public SlotClaims claims() {
    return claims;
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public boolean tellsWhatRuns() {
    return true;
  }

  @Override
  public @Nullable RunningStretch running() {
    return loop.runningStretch();
  }

  @Override
  public void forEachWaiting(WaitingCalls action) {
    loop.forEachWaiting(action);
  }

  @Override
  public long servedNs() {
    return loop.servedNs();
  }

  @Override
  public boolean whileRunning(RunningStretch stretch, Runnable action) {
    return loop.whileRunning(stretch, action);
  }

  @Override
  public void interrupt(RunningStretch stretch) {
    tasks.mayBeInterrupted(this, stretch);
    boolean _ = loop.whileRunning(stretch, () -> interrupted = true);
  }

  @Override
  public void stop() {
    loop.stop();
  }

  @Override
  public void abandon() {
    loop.abandon();
  }

  @Override
  public void kill() {
    killed = true;
    loop.abandon();
  }

  @Override
  public boolean awaitEnd(long limitNs) {
    return ended;
  }

  @Override
  public String description() {
    return "model worker";
  }

  @Override
  public void prepareWait() {}

  @Override
  public void await(long maxNs) {
    pause();
  }

  @Override
  public void endWait() {}

  @Override
  public void progressed() {}

  @Override
  public void repliesUnread() {}
}
