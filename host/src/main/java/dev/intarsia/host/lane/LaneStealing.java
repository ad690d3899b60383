package dev.intarsia.host.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.intarsia.bridge.mailbox.SlotClaims;
import dev.intarsia.bridge.memory.MemoryFaults;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.host.worker.LaneWorker;
import java.util.List;

/** The layer by which calls go from a busy lane to an idle one of the same kind. */
abstract class LaneStealing extends LaneWithdrawing {
  /** Calls that go from one lane to another at a time. */
  private static final int MOST_STOLEN = 16;

  /** Lanes of the same kind, this one among them, whose calls may go from one to another; none where they may not. */
  private List<? extends LaneStealing> stealing = List.of();

  LaneStealing(PayloadEncoder<Object> encoder, PayloadFactory<Object> factory, ResultDrainer drainer) {
    super(encoder, factory, drainer);
  }

  /** Lets calls go from one of these lanes to another. Before the first call. */
  public void stealFrom(List<? extends LaneStealing> lanes) {
    stealing = lanes;
  }

  @Override
  int steal() {
    if (stealing.isEmpty() || busy()) {
      return 0;
    }
    LaneWorker own = sound();
    if (own == null || !own.ready() || !own.takesCalls() || retiring != null || refusedBy != null) {
      return 0;
    }
    LaneStealing richest = this;
    long most = 0;
    for (LaneStealing lane : stealing) {
      long spare = lane.spare();
      if (spare > most) {
        most = spare;
        richest = lane;
      }
    }
    return most == 0 ? 0 : richest.yieldTo(this, (int) Math.min((most + 1) / 2, MOST_STOLEN));
  }

  /** Calls that another could begin sooner: all but the one that runs, and all of them where nobody is there to run any. */
  private long spare() {
    LaneWorker at = sound();
    boolean served = at != null && at.ready() && retiring == null;
    return served ? load() - 1 : load();
  }

  /** Gives calls that the worker has not begun to another lane. They are counted here or there all the while. */
  private int yieldTo(LaneStealing thief, int most) {
    int count = 0;
    if (!publishLock.tryLock()) {
      return 0;
    }
    try {
      if (!drainLock.tryLock()) {
        return 0;
      }
      try {
        count = yieldWaiting(thief, most);
        count += yieldPublished(thief, most - count);
      } finally {
        drainLock.unlock();
      }
    } finally {
      publishLock.unlock();
    }
    if (count > 0) {
      thief.flush();
      callEnded(); // who waits here for one of them goes there
    }
    return count;
  }

  @GuardedBy("publishLock")
  private int yieldWaiting(LaneStealing thief, int most) {
    int count = 0;
    LaneCall<?> call;
    while (count < most && (call = queue.takeFirst(LaneCall::isFreeToWaitElsewhere)) != null) {
      call.lane = thief;
      thief.queue.push(call);
      queue.taken();
      count++;
    }
    return count;
  }

  /** The publish lock is held, too. */
  @GuardedBy("drainLock")
  private int yieldPublished(LaneStealing thief, int most) {
    LaneWorker from = sound();
    SlotClaims claims = from == null ? null : from.claims();
    if (from == null || claims == null) {
      return 0;
    }
    int count = 0;
    for (int slots = from.requests().unread(); slots != 0 && count < most; slots &= slots - 1) {
      int slot = Integer.numberOfTrailingZeros(slots);
      int taskId = from.requests().taskIdAt(slot);
      MemoryFaults.deliver();
      LaneCall<?> call = table.get(taskId);
      if (call != null && call.isFreeToMove() && from.requests().takeBack(slot, claims)) {
        call.lane = thief;
        LaneCall<?> _ = table.release(taskId);
        thief.queue.push(call);
        countSettled();
        count++;
      }
    }
    given.addAndGet(count);
    return count;
  }
}
