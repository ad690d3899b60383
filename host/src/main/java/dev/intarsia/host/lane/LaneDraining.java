package dev.intarsia.host.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.intarsia.bridge.mailbox.FrameHandler;
import dev.intarsia.bridge.mailbox.InboundFrame;
import dev.intarsia.bridge.memory.MemoryFaults;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.host.WorkerLostException;
import dev.intarsia.host.worker.LaneWorker;
import dev.intarsia.protocol.payload.PayloadTag;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The layer that takes replies out of the worker's mailbox and ends their calls, once the lock is released. */
abstract class LaneDraining extends LanePublishing {
  private final PayloadFactory<Object> factory;
  private final FrameHandler onReply = this::onReply;

  /** Calls whose replies came with the drain at hand, in order. */
  @GuardedBy("drainLock")
  private @Nullable LaneCall<?> firstSettled;

  @GuardedBy("drainLock")
  private @Nullable LaneCall<?> lastSettled;

  /** Set once the worker's memory was found corrupt: none of its replies is believed any more. */
  @GuardedBy("drainLock")
  private @Nullable WorkerLostException poison;

  LaneDraining(PayloadEncoder<Object> encoder, PayloadFactory<Object> factory, ResultDrainer drainer) {
    super(encoder, drainer);
    this.factory = factory;
  }

  /**
   * Drains replies unless another thread does, and ends their calls.
   *
   * @return replies that came
   */
  final int drain() {
    if (!hasUnread() || !drainLock.tryLock()) {
      return 0;
    }
    LaneCall<?> batch = null;
    WorkerLostException corrupt = null;
    try {
      try {
        return drainReplies();
      } finally {
        batch = takeSettled();
        corrupt = poison;
      }
    } finally {
      drainLock.unlock();
      endAll(batch, corrupt); // whatever was thrown, the replies that came end their calls
    }
  }

  @GuardedBy("drainLock")
  private int drainReplies() {
    LaneWorker from = null;
    try {
      from = sound();
      int drained = from == null ? 0 : from.replies().drain(onReply);
      MemoryFaults.deliver();
      return drained;
    } catch (InternalError e) {
      if (!memoryIsGone(from, e)) {
        throw e;
      }
      return 0;
    }
  }

  /** Takes in what a worker that is lost has answered; {@link #takeSettled} gives it. */
  @GuardedBy("drainLock")
  final void drainLost(LaneWorker lost) {
    if (isFaulty(lost)) {
      return;
    }
    try {
      int _ = lost.replies().drain(onReply);
      MemoryFaults.deliver();
    } catch (RuntimeException | Error e) {
      boolean _ = memoryIsGone(lost, e);
    }
  }

  /** The calls whose replies came with this drain. */
  @GuardedBy("drainLock")
  final @Nullable LaneCall<?> takeSettled() {
    LaneCall<?> batch = firstSettled;
    firstSettled = null;
    lastSettled = null;
    return batch;
  }

  @GuardedBy("drainLock")
  final @Nullable WorkerLostException poison() {
    return poison;
  }

  /** Believes replies again: another worker has come. */
  @GuardedBy("drainLock")
  final void forgetPoison() {
    poison = null;
  }

  @SuppressWarnings("GuardedBy") // the mailbox drainer calls it, under the drain lock
  private void onReply(InboundFrame frame) {
    int taskId = frame.taskId();
    boolean known = PayloadTag.isKnown(frame.tag());
    MemoryFaults.deliver(); // before anything is believed
    LaneCall<?> call = table.release(taskId);
    if (call == null || !known) {
      tellPoisoned(frame);
    }
    if (call == null) {
      return;
    }
    if (isForgotten(call)) {
      unanswered--;
      return;
    }
    countSettled();
    call.leftLane = true;
    try {
      Object value = frame.decode(factory);
      boolean rejected = frame.rejected();
      MemoryFaults.deliver();
      call.answered(value, rejected);
    } catch (Throwable e) { // no payload, or one for which there is no memory: the call's own misfortune
      LaneWorker from = worker;
      call.answered(memoryIsGone(from, e) ? poisoned(from, TRUNCATED) : e, true);
    }
    call.next = null;
    LaneCall<?> last = lastSettled;
    if (last == null) {
      firstSettled = call;
    } else {
      last.next = call;
    }
    lastSettled = call;
  }

  @GuardedBy("drainLock")
  private void tellPoisoned(InboundFrame frame) {
    LaneWorker from = worker;
    String how = "a reply to call " + frame.taskId() + " with tag " + frame.tag();
    if (from != null && poison == null && from.poisoned(how)) {
      poison = poisoned(from, how);
    }
  }

  private static WorkerLostException poisoned(@Nullable LaneWorker from, String how) {
    String who = from == null ? "worker" : from.description();
    return new WorkerLostException("The " + who + " was lost: its shared memory is corrupt: it holds " + how, null);
  }

  /** Ends the calls of a batch: with their replies, or with {@code corrupt} where none of these is believed. */
  final void endAll(@Nullable LaneCall<?> batch, @Nullable WorkerLostException corrupt) {
    if (corrupt == null) {
      settleAll(batch);
    } else {
      failAll(batch, corrupt);
    }
  }

  /** Ends each of them, whatever ending another throws: a callback that runs out of stack, or want of memory. */
  private void settleAll(@Nullable LaneCall<?> batch) {
    LaneCall<?> call = batch;
    while (call != null) {
      LaneCall<?> following = call.next;
      call.next = null;
      try {
        releaseSignal(call);
        if (!beginsAgain(call)) {
          call.settle();
        }
      } catch (Throwable e) {
        drainer.endLater(call, e);
      }
      call = following;
    }
  }

  /**
   * Makes a call again whose worker was lost on another machine, where the call allows it; else it ends with that loss.
   *
   * @return whether it is under way again
   */
  private boolean beginsAgain(LaneCall<?> call) {
    Function<Throwable, @Nullable WorkerLostException> loss = lossOutside;
    WorkerLostException lost =
        loss != null && call.rejected && call.outcome instanceof Throwable thrown ? loss.apply(thrown) : null;
    if (lost == null) {
      return false;
    }
    if (call.beginAgain()) {
      submit(call);
      return true;
    }
    call.outcome = lost;
    return false;
  }
}
