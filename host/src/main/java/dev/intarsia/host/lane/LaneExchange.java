package dev.intarsia.host.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.intarsia.bridge.mailbox.SlotClaims;
import dev.intarsia.bridge.memory.MemoryFaults;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.host.WorkerLostException;
import dev.intarsia.host.worker.LaneWorker;
import org.jspecify.annotations.Nullable;

/** The layer by which workers come and go, and what becomes of their calls then. */
abstract class LaneExchange extends LaneStealing {
  /** Workers that a call may lose before it has begun, until it is taken to be what they die of. */
  private static final int MOST_HANDED_BACK = 3;

  private volatile boolean onTrial;

  /** Whether the last worker's loss left calls to be made again. */
  @GuardedBy("drainLock")
  private boolean keptForRetry;

  LaneExchange(PayloadEncoder<Object> encoder, PayloadFactory<Object> factory, ResultDrainer drainer) {
    super(encoder, factory, drainer);
  }

  /** Gives the lane a worker. Calls that wait are published. */
  public void attach(LaneWorker newWorker) {
    publishLock.lock();
    drainLock.lock();
    try {
      seat(newWorker);
      forgetPoison();
    } finally {
      drainLock.unlock();
      publishLock.unlock();
    }
    flush();
    drainer.wake();
  }

  /** Lets the worker finish what it has, then runs {@code replace}, which attaches another. Calls wait meanwhile. */
  public void retire(Runnable replace) {
    retiring = replace;
    retireWhenIdle();
  }

  final void retireWhenIdle() {
    Runnable replace = null;
    publishLock.lock();
    try {
      if (nothingIsOut()) {
        replace = retiring;
        if (replace != null) {
          // From here on calls wait: the old worker must see none any more.
          worker = null;
        }
        retiring = null;
      }
    } finally {
      publishLock.unlock();
    }
    if (replace != null) {
      replace.run();
    }
  }

  /**
   * Takes the worker away. Replies that it has published count; the calls it may have started fail with
   * {@code cause}; those it certainly has not go back to the head of the queue.
   *
   * @return whether any call had an end by it
   */
  @SuppressWarnings("ReferenceEquality") // this very worker
  public boolean detach(LaneWorker lost, WorkerLostException cause) {
    LaneCall<?> answered;
    LaneCall<?> begun;
    WorkerLostException corrupt;
    boolean kept;
    publishLock.lock();
    drainLock.lock();
    try {
      if (worker != lost) {
        return true;
      }
      drainLost(lost);
      answered = takeSettled();
      corrupt = poison();
      keptForRetry = false;
      begun = takePublished(lost);
      kept = keptForRetry;
      worker = null;
    } finally {
      drainLock.unlock();
      publishLock.unlock();
    }
    endAll(answered, corrupt);
    failBegun(begun, cause);
    return answered != null || begun != null || kept;
  }

  /** Makes calls fail rather than wait, those that wait already too; null takes calls again. */
  public void refuse(@Nullable Throwable cause) {
    refusedBy = cause;
    flush();
  }

  /** Whether calls fail at once. */
  public boolean refuses() {
    return refusedBy != null;
  }

  /** Says whether the last worker was lost before it had answered anything: the next may be, too. */
  public void onTrial(boolean doubtful) {
    onTrial = doubtful;
  }

  /** Whether the last worker was lost before it had answered anything. */
  public boolean onTrial() {
    return onTrial;
  }

  /** Fails every call that waits: no worker can be had for them. */
  public void failQueued(Throwable cause) {
    LaneCall<?> failed = null;
    publishLock.lock();
    try {
      LaneCall<?> call;
      while ((call = queue.peek()) != null) {
        queue.remove(call);
        call.next = failed;
        failed = call;
      }
    } finally {
      publishLock.unlock();
    }
    failAll(failed, cause);
  }

  /** Puts what the worker has not begun back at the head of the queue, and has it begin nothing more. */
  @SuppressWarnings("ReferenceEquality") // this very worker
  public void reclaim(LaneWorker lost) {
    publishLock.lock();
    drainLock.lock();
    try {
      if (worker == lost) {
        putUnbegunBack(lost);
        lost.abandon();
      }
    } finally {
      drainLock.unlock();
      publishLock.unlock();
    }
  }

  /** The publish lock is held, too. */
  @GuardedBy("drainLock")
  private void putUnbegunBack(LaneWorker lost) {
    if (poison() != null || !lost.memoryIsSound()) {
      return; // what its memory says is not believed
    }
    try {
      putUntakenBack(lost);
    } catch (InternalError e) {
      if (!memoryIsGone(lost, e)) {
        throw e;
      }
    }
  }

  /** The publish lock is held, too. */
  @GuardedBy("drainLock")
  private void putUntakenBack(LaneWorker lost) {
    SlotClaims claims = lost.claims();
    int slots = lost.requests().unread();
    MemoryFaults.deliver();
    for (int id = table.capacity() - 1; id >= 0 && slots != 0; id--) {
      LaneCall<?> call = table.get(id);
      int slot = call == null || isForgotten(call) ? -1 : slotOf(lost, id);
      if (call == null || slot < 0 || (claims != null && !lost.requests().takeBack(slot, claims))) {
        continue;
      }
      if (++call.handedBack <= MOST_HANDED_BACK || claims != null) {
        LaneCall<?> _ = table.release(id);
        countSettled();
        queue.putBack(call);
      } else {
        call.unbegun = true;
      }
    }
  }

  /** Empties the table: what has not begun or may be made again goes back to the queue, the rest is returned. Publish lock too. */
  @GuardedBy("drainLock")
  private @Nullable LaneCall<?> takePublished(LaneWorker lost) {
    putUnbegunBack(lost);
    LaneCall<?> failed = null;
    for (int id = table.capacity() - 1; id >= 0; id--) {
      LaneCall<?> call = table.release(id);
      if (call == null || isForgotten(call)) {
        continue;
      }
      countSettled();
      if (call.retriesLeft > 0 && !call.isDone()) {
        call.retriesLeft--;
        call.unbegun = false;
        keptForRetry = true;
        queue.putBack(call);
      } else {
        call.next = failed;
        failed = call;
      }
    }
    return failed;
  }

  /** Fails calls of a worker that is lost: each is told whether it had begun there. */
  private void failBegun(@Nullable LaneCall<?> calls, WorkerLostException cause) {
    LaneCall<?> call = calls;
    while (call != null) {
      LaneCall<?> following = call.next;
      call.next = null;
      fail(call, call.unbegun ? neverBegun(call, cause) : begun(call, cause));
      call = following;
    }
  }

  private static WorkerLostException begun(LaneCall<?> call, WorkerLostException cause) {
    String message =
        cause.getMessage() + "; this call of \"" + call.task() + "\" had begun there and may have had effects";
    return new WorkerLostException(message, cause.getCause());
  }

  private static WorkerLostException neverBegun(LaneCall<?> call, WorkerLostException cause) {
    String message = cause.getMessage() + "; this call of \"" + call.task() + "\" was given to " + call.handedBack
        + " workers, each of which was lost before it had begun it";
    return new WorkerLostException(message, cause.getCause(), WorkerLostException.Outcome.NOT_STARTED);
  }

  /** Fails every call under way and every later one. */
  @Override
  public void close(Throwable cause) {
    LaneCall<?> failed = null;
    publishLock.lock();
    drainLock.lock();
    try {
      closedBy = cause;
      for (int id = table.capacity() - 1; id >= 0; id--) {
        LaneCall<?> call = table.release(id);
        if (call != null && !isForgotten(call)) {
          countSettled();
          call.next = failed;
          failed = call;
        }
      }
    } finally {
      drainLock.unlock();
      publishLock.unlock();
    }
    failAll(failed, cause);
    flush();
  }
}
