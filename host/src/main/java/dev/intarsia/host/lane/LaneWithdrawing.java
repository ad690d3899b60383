package dev.intarsia.host.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.intarsia.bridge.mailbox.SlotClaims;
import dev.intarsia.bridge.memory.MemoryFaults;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.host.worker.LaneWorker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The layer by which single calls leave a worker that has not answered them: taken back before the worker has begun them, or
 * forgotten after that, where they overran a limit.
 */
abstract class LaneWithdrawing extends LaneDraining {
  LaneWithdrawing(PayloadEncoder<Object> encoder, PayloadFactory<Object> factory, ResultDrainer drainer) {
    super(encoder, factory, drainer);
  }

  // Taken back.

  @Override
  void revoke(LaneCall<?> call) {
    if (call.taskId >= 0) {
      publishLock.lock();
      try {
        boolean _ = takeBack(call);
      } finally {
        publishLock.unlock();
      }
    }
  }

  @Override
  public boolean expire(LaneCall<?> call) {
    publishLock.lock();
    try {
      if (!isHere(call)) { // it moves under the lock of the lane that gives it away
        return false;
      }
      call.expired = true;
      if (!holds(call)) {
        call.expired = !call.leftLane;
        return call.expired;
      }
      call.expired = takeBack(call);
      return call.expired;
    } finally {
      publishLock.unlock();
    }
  }

  /**
   * Takes a call out of its slot unless the worker has claimed it.
   *
   * @return false when it has begun, can't be taken back or is not there
   */
  @GuardedBy("publishLock")
  @SuppressWarnings("ReferenceEquality") // this very call
  private boolean takeBack(LaneCall<?> call) {
    drainLock.lock();
    try {
      LaneWorker from = sound();
      SlotClaims claims = from == null ? null : from.claims();
      if (from == null || claims == null || table.get(call.taskId) != call) {
        return false;
      }
      int slot = slotOf(from, call.taskId);
      if (slot < 0 || !from.requests().takeBack(slot, claims)) {
        return false;
      }
      LaneCall<?> _ = table.release(call.taskId);
      countSettled();
      releaseSignal(call);
      return true;
    } finally {
      drainLock.unlock();
    }
  }

  /** The slot of a published call that is not acknowledged, or -1. Publish lock held. */
  static int slotOf(LaneWorker from, int taskId) {
    int found = -1;
    for (int slots = from.requests().unread(); slots != 0 && found < 0; slots &= slots - 1) {
      int slot = Integer.numberOfTrailingZeros(slots);
      found = from.requests().taskIdAt(slot) == taskId ? slot : -1;
    }
    MemoryFaults.deliver();
    return found;
  }

  // Forgotten.

  /**
   * Gives calls a limit of running time, of waiting or both. Before the first call.
   *
   * @param newLimits null where only waiting has a limit
   */
  public void limit(@Nullable LaneLimits newLimits) {
    limits = newLimits;
    oneByOne = true;
  }

  /** The call that began at {@code begunNs} under this id, if the lane still has it. */
  final @Nullable LaneCall<?> begunCall(int taskId, long begunNs) {
    drainLock.lock();
    try {
      LaneCall<?> call = table.get(taskId);
      return call == null || isForgotten(call) || call.publishedNs > begunNs ? null : call;
    } finally {
      drainLock.unlock();
    }
  }

  /** Lets go of a call that its worker has begun and does not run: whatever comes of it is dropped. Null where it is gone. */
  @SuppressWarnings("ReferenceEquality") // this very worker
  final @Nullable LaneCall<?> forget(LaneWorker at, int taskId, long begunNs) {
    drainLock.lock();
    try {
      LaneCall<?> call = table.get(taskId);
      if (worker != at || call == null || isForgotten(call) || call.publishedNs > begunNs) {
        return null;
      }
      forgetHeld(taskId, call);
      return call;
    } finally {
      drainLock.unlock();
    }
  }

  @GuardedBy("drainLock")
  private void forgetHeld(int taskId, LaneCall<?> call) {
    table.forget(taskId);
    call.leftLane = true;
    unanswered++;
    countSettled();
  }

  /**
   * Notes when calls were taken, for a worker of which only the mailbox is known.
   *
   * @param overdue gets the calls that were taken {@code limitNs} ago or earlier; they are forgotten
   * @return when the call was published that the worker has not taken yet; {@link LaneLimits#IDLE} where there is none
   */
  @SuppressWarnings("ReferenceEquality") // this very worker and call
  final long markTaken(LaneWorker at, long nowNs, long limitNs, List<LaneCall<?>> overdue) {
    publishLock.lock();
    drainLock.lock();
    try {
      if (worker != at) {
        return LaneLimits.IDLE;
      }
      LaneCall<?> untaken = hasUnreadRequests(at) ? handedOver : null;
      for (int id = 0; id < table.capacity(); id++) {
        LaneCall<?> call = table.get(id);
        if (call == null || isForgotten(call) || call == untaken) {
          continue;
        }
        if (call.takenNs == LaneCall.NOT_TAKEN) {
          call.takenNs = nowNs;
        } else if (nowNs - call.takenNs >= limitNs) {
          forgetHeld(id, call);
          overdue.add(call);
        }
      }
      return untaken == null || !busy() ? LaneLimits.IDLE : untaken.publishedNs;
    } finally {
      drainLock.unlock();
      publishLock.unlock();
    }
  }

  private boolean hasUnreadRequests(LaneWorker at) {
    try {
      boolean unread = at.requests().hasUnread();
      MemoryFaults.deliver();
      return unread;
    } catch (InternalError e) {
      if (memoryIsGone(at, e)) {
        return false;
      }
      throw e;
    }
  }

  /** A number that changes whenever the worker takes or answers a call. */
  final long signOf(LaneWorker at) {
    publishLock.lock();
    drainLock.lock();
    try {
      long taken = Integer.toUnsignedLong(at.requests().acknowledgedBits());
      MemoryFaults.deliver();
      return (settledAcquire() - unanswered) << Integer.SIZE ^ taken;
    } catch (InternalError e) {
      if (memoryIsGone(at, e)) {
        return 0;
      }
      throw e;
    } finally {
      drainLock.unlock();
      publishLock.unlock();
    }
  }
}
