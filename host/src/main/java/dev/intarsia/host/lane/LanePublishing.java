package dev.intarsia.host.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.memory.MemoryFaults;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.host.AbortSignalsExhaustedException;
import dev.intarsia.host.worker.LaneWorker;
import org.jspecify.annotations.Nullable;

/** The layer that puts calls into the worker's mailbox, and those that find no room there into the queue. */
abstract class LanePublishing extends LaneWaiting {
  private enum Attempt {
    PUBLISHED,
    NO_ROOM,
    FAILED,
    DONE
  }

  private final PayloadEncoder<Object> encoder;

  /** The call that was published last to a worker of which only the mailbox is known. */
  @GuardedBy("publishLock")
  @Nullable LaneCall<?> handedOver;

  LanePublishing(PayloadEncoder<Object> encoder, ResultDrainer drainer) {
    super(drainer);
    this.encoder = encoder;
  }

  /** Takes a call in: it is published, waits, or has failed when this returns. */
  @Override
  public void submit(LaneCall<?> call) {
    call.lane = this;
    if (queue.isEmpty() && publishLock.tryLock()) {
      Attempt attempt = Attempt.FAILED;
      LaneWorker to = null;
      Throwable failure = null;
      try {
        to = sound();
        attempt = publish(call, to);
      } catch (Throwable e) {
        attempt = memoryIsGone(to, e) ? Attempt.NO_ROOM : Attempt.FAILED;
        failure = e;
      } finally {
        publishLock.unlock();
      }
      if (attempt == Attempt.PUBLISHED && to != null) {
        ring(to);
        // A lone call is brought in by whoever waits for it, or its idle worker wakes the drainer.
        if (!to.wakesHost()) {
          drainer.wakeIfQuiet();
        } else if (unsettledHint() > 1) {
          drainer.wakeIfAsleep();
        }
      } else if (attempt == Attempt.NO_ROOM) {
        enqueue(call);
      } else if (failure != null) {
        fail(call, failure);
      }
      if (!queue.isEmpty()) {
        flush();
      }
      return;
    }
    enqueue(call);
    flush();
  }

  private void ring(LaneWorker to) {
    try {
      to.ring();
      MemoryFaults.deliver();
    } catch (InternalError e) {
      if (!memoryIsGone(to, e)) {
        throw e;
      }
    }
  }

  private void enqueue(LaneCall<?> call) {
    queue.push(call);
    drainer.wakeIfAsleep();
  }

  /**
   * Publishes what waits, as far as there is room.
   *
   * @return calls published or failed
   */
  final int flush() {
    int flushed = 0;
    while (!queue.isEmpty() && hasRoomOrClosed() && publishLock.tryLock()) {
      int now = 0;
      LaneCall<?> failed = null;
      Throwable failure = null;
      LaneWorker to = null;
      try {
        to = sound();
        LaneCall<?> call;
        while ((call = queue.take()) != null) {
          failed = call;
          Attempt attempt = publish(call, to);
          failed = null;
          if (attempt == Attempt.NO_ROOM) {
            queue.untake(call);
            break;
          }
          queue.taken();
          now += attempt == Attempt.PUBLISHED ? 1 : 0;
        }
      } catch (Throwable e) {
        failure = e;
        if (failed != null && memoryIsGone(to, e)) {
          queue.untake(failed);
          failed = null;
        } else if (failed != null) {
          queue.taken();
        }
      } finally {
        publishLock.unlock();
      }
      if (now > 0 && to != null) {
        ring(to);
      }
      if (failed != null && failure != null) {
        fail(failed, failure);
        now++;
      }
      flushed += now;
      if (now == 0) {
        break;
      }
    }
    return flushed;
  }

  @Override
  final boolean canFlush() {
    return !queue.isEmpty() && hasRoomOrClosed();
  }

  private boolean hasRoomOrClosed() {
    return closedBy != null || refusedBy != null || hasRoom(sound());
  }

  private boolean hasRoom(@Nullable LaneWorker to) {
    try {
      boolean room = to != null && retiring == null && to.requests().hasRoom() && takesAnother(to);
      MemoryFaults.deliver();
      return room;
    } catch (InternalError e) {
      if (memoryIsGone(to, e)) {
        return false;
      }
      throw e;
    }
  }

  /** Whether the lane's limits allow to hand over a call: where nobody tells which has begun, one at a time. */
  private boolean takesAnother(LaneWorker to) {
    return !oneByOne || to.tellsWhatRuns() || (!to.requests().hasUnread() && to.ready());
  }

  /** Throws what the call has to fail with, once the lock is released. */
  @GuardedBy("publishLock")
  private Attempt publish(LaneCall<?> call, @Nullable LaneWorker to) {
    Throwable closed = closedBy;
    if (closed != null) {
      throw sneaky(closed);
    }
    if (call.isDone() || call.expired) {
      releaseSignal(call);
      return Attempt.DONE;
    }
    Throwable refused = refusedBy;
    if (refused != null) {
      throw sneaky(refused);
    }
    if (to == null || retiring != null || !takesAnother(to)) {
      return Attempt.NO_ROOM;
    }
    int word0 = call.task.functionId();
    if (call.extras != null) {
      word0 |= functionMeta(call, to) << 16;
    }
    boolean sent = trySend(call, to, word0);
    if (!sent && nothingIsOut() && !to.requests().hasUnread()) {
      // Either the last replies came in since, or it can never fit: now nothing is in its way.
      sent = trySend(call, to, word0);
      if (!sent) {
        throw new PayloadException(
            "The argument of \"" + call.task() + "\" does not fit the payload buffer: raise payloadMaxByteLength");
      }
    }
    if (sent) {
      countPublished();
      return Attempt.PUBLISHED;
    }
    return Attempt.NO_ROOM;
  }

  @GuardedBy("publishLock")
  private boolean trySend(LaneCall<?> call, LaneWorker to, int word0) {
    int taskId = claim(call);
    boolean sent = false;
    try {
      boolean written = send(call, to, word0, taskId);
      MemoryFaults.deliver();
      sent = written;
    } finally {
      if (!sent) {
        table.unclaim(taskId);
      }
    }
    return sent;
  }

  @GuardedBy("publishLock")
  private int claim(LaneCall<?> call) {
    int taskId = table.claim(call);
    if (taskId < 0) {
      drainLock.lock();
      try {
        table.grow();
      } finally {
        drainLock.unlock();
      }
      taskId = table.claim(call);
    }
    return taskId;
  }

  @GuardedBy("publishLock")
  @SuppressWarnings("NullAway") // the encoder takes a Java null for a JavaScript one
  private boolean send(LaneCall<?> call, LaneWorker to, int word0, int taskId) {
    call.taskId = taskId;
    LaneLimits limited = limits;
    if (limited != null) {
      limited.called(); // here, where every call comes by: one that was taken over too
      call.publishedNs = limited.nowNs();
      call.takenNs = LaneCall.NOT_TAKEN;
      handedOver = call;
    }
    int stamp = call.task.timeout() == null ? 0 : call.task.stamp(to.timeStamp(), lossOutside != null);
    Object argument = call.argument;
    return argument instanceof Double number
        ? to.requests().tryPublishNumber(word0, taskId, stamp, number)
        : to.requests().tryPublish(word0, taskId, stamp, encoder, argument);
  }

  private static int functionMeta(LaneCall<?> call, LaneWorker to) {
    CallExtras extras = call.extras;
    AbortSignals signals = to.abortSignals();
    if (extras == null || !call.task.abortSignal() || signals == null) {
      return 0;
    }
    if (!extras.claimSignal(signals)) {
      throw new AbortSignalsExhaustedException(
          "All abort signals of the pool are in use: raise abortSignalCapacity or end some calls");
    }
    return extras.functionMeta();
  }

  /** Ends a call that no worker has. No lock held. */
  final void fail(LaneCall<?> call, Throwable failure) {
    call.leftLane = true;
    try {
      releaseSignal(call);
      call.completeExceptionally(failure);
    } catch (Throwable e) {
      drainer.endLater(call, failure);
    }
  }

  /** {@link #fail} for each call of a list. */
  final void failAll(@Nullable LaneCall<?> calls, Throwable cause) {
    LaneCall<?> call = calls;
    while (call != null) {
      LaneCall<?> following = call.next;
      call.next = null;
      fail(call, cause);
      call = following;
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> RuntimeException sneaky(Throwable e) throws E {
    throw (E) e;
  }
}
