package dev.intarsia.cluster;

import dev.intarsia.bridge.mailbox.FrameHandler;
import dev.intarsia.bridge.mailbox.FrameSource;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.worker.Reply;
import dev.intarsia.bridge.worker.TaskExecutor;
import dev.intarsia.cluster.frame.CarriedFactory;
import dev.intarsia.cluster.frame.CarriedPayload;
import dev.intarsia.cluster.frame.FrameCodec;
import dev.intarsia.host.worker.JavaTask;
import dev.intarsia.host.worker.ThreadTasks;
import dev.intarsia.host.worker.WorkerKind;
import dev.intarsia.protocol.layout.LockLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one remote lane: each call is sent to the node that the lane has now. The lane takes another node only while
 * nothing is under way; a node that is lost with calls under way ends the worker, and the pool follows it with another.
 */
@SuppressWarnings("ReferenceEquality") // this very node
final class RemoteExecutor implements ThreadTasks, TaskExecutor<CarriedPayload> {
  private final List<WorkerKind.Task> tasks;
  private final LaneBinder binder;
  private final RemoteLoss loss;
  private final CarriedFactory factory = new CarriedFactory();
  private final ConcurrentLinkedQueue<OutCall> answers = new ConcurrentLinkedQueue<>();
  private final List<OutCall> abortable = new ArrayList<>();
  private final Thread thread = Thread.currentThread();
  private int underWay;
  private boolean unsent;
  /** The node that calls go to. Written by this worker's thread. */
  private volatile @Nullable RemoteNode node;
  /** The node that they shall go to; written by the binder. */
  private volatile @Nullable RemoteNode target;

  private volatile @Nullable String ended;

  /** Made on the worker's thread. */
  RemoteExecutor(List<WorkerKind.Task> tasks, LaneBinder binder, RemoteLoss loss) {
    this.tasks = tasks;
    this.loss = loss;
    this.binder = binder;
    binder.add(this);
  }

  // Any thread.

  @Nullable RemoteNode target() {
    return target;
  }

  void target(@Nullable RemoteNode newTarget) {
    target = newTarget;
    LockSupport.unpark(thread);
  }

  /** Something changed that this worker may wait for: credits, or the end of its node. */
  void look() {
    LockSupport.unpark(thread);
  }

  void answered(OutCall call) {
    answers.add(call);
    LockSupport.unpark(thread);
  }

  /** This node itself is out of the cluster. */
  void removed(String why) {
    ended = why;
    LockSupport.unpark(thread);
  }

  @Override
  public boolean takesCalls() {
    RemoteNode at = node;
    return at != null && at == target && at.hasCredit();
  }

  // The worker's thread.

  @Override
  public TaskExecutor<?> executor() {
    return this;
  }

  @Override
  public FrameSource requests(MailboxDrainer mailbox) {
    return new Credited(mailbox);
  }

  @Override
  public int taskCount() {
    return tasks.size();
  }

  @Override
  public boolean unstampedIsUnlimited() {
    return true;
  }

  @Override
  public double timeoutMs(int functionId) {
    return JavaTask.BUDGET_BASE_MS;
  }

  @Override
  public PayloadFactory<CarriedPayload> factory() {
    return factory;
  }

  @Override
  public PayloadEncoder<CarriedPayload> encoder() {
    return CarriedPayload::writeTo;
  }

  @Override
  public boolean mayKeepReplies() {
    return false;
  }

  @Override
  public void execute(int functionId, CarriedPayload argument, Reply<CarriedPayload> reply) {
    RemoteNode to = node;
    if (to == null) {
      throw new IllegalStateException("a remote lane took a call without a node");
    }
    if (argument.bytes().length > to.maxPayloadBytes()) {
      reply.reject(CarriedPayload.error("RangeError", Serving.tooLong("argument", argument, to.maxPayloadBytes())));
      return;
    }
    double leftMs = reply.remainingMs();
    long budgetMs = leftMs == Double.POSITIVE_INFINITY ? -1 : (long) Math.clamp(leftMs, 0, FrameCodec.MAX_BUDGET_MS);
    OutCall call = new OutCall(this, reply);
    unsent = true;
    underWay++; // also where it can't be sent any more: the node has ended, and that ends this worker
    if (to.call(call, tasks.get(functionId).name(), argument, budgetMs) && reply.signalled()) {
      abortable.add(call);
    }
  }

  @Override
  public void endBatch() {
    RemoteNode at = node;
    if (at != null && unsent) {
      unsent = false;
      at.flush();
    }
  }

  @Override
  public int pump() {
    RemoteNode at = node;
    String lost = at == null ? null : at.ended();
    int settled = 0;
    OutCall call;
    while ((call = answers.poll()) != null) {
      settle(call);
      settled++;
    }
    sendAborts();
    if (ended != null) {
      throw new IllegalStateException(ended);
    }
    if (lost != null && underWay > 0) {
      throw new IllegalStateException(lost);
    }
    if (underWay == 0 && node != target) {
      node = target;
    }
    return settled;
  }

  private void settle(OutCall call) {
    PayloadAssembly result = call.result;
    underWay--;
    abortable.remove(call);
    if (result != null) {
      switch (call.ending) {
        case RESULT -> call.reply.resolve(result.payload());
        case THROWN -> call.reply.reject(result.payload());
        case NOT_STARTED, UNKNOWN ->
          call.reply.reject(loss.told(call.ending, result.payload().message()));
      }
    }
  }

  private void sendAborts() {
    RemoteNode at = node;
    for (OutCall call : abortable) {
      if (at != null && !call.abortSent && call.reply.aborted()) {
        call.abortSent = true;
        unsent = true;
        at.abort(call);
      }
    }
  }

  private boolean abortIsDue() {
    return abortable.stream().anyMatch(call -> !call.abortSent && call.reply.aborted());
  }

  @Override
  public long nextDueNs() {
    RemoteNode at = node;
    boolean lost = at != null && at.ended() != null && underWay > 0;
    boolean moves = underWay == 0 && at != target;
    return lost || moves || ended != null || !answers.isEmpty() || abortIsDue() ? 0 : Long.MAX_VALUE;
  }

  @Override
  public int pending() {
    return underWay;
  }

  @Override
  public void interrupt(Thread worker) {}

  @Override
  public void close() {
    binder.remove(this);
  }

  /** Takes calls out of the mailbox while there are credits for them; the others stay where they can be taken back. */
  private final class Credited implements FrameSource {
    private final MailboxDrainer mailbox;

    Credited(MailboxDrainer mailbox) {
      this.mailbox = mailbox;
    }

    @Override
    public int drain(FrameHandler handler) {
      RemoteNode at = node;
      int credits = at == null || at != target ? 0 : at.reserve(LockLayout.SLOTS);
      if (at == null || credits == 0) {
        return 0;
      }
      int before = underWay;
      try {
        return mailbox.drain(handler, credits);
      } finally {
        if (at.release(credits - (underWay - before))) {
          binder.look();
        }
      }
    }

    @Override
    public boolean hasPending() {
      RemoteNode at = node;
      return at != null && at == target && mailbox.hasPending() && at.hasCredit();
    }
  }
}
