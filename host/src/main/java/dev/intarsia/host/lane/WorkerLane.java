package dev.intarsia.host.lane;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.mailbox.FrameHandler;
import dev.intarsia.bridge.mailbox.InboundFrame;
import dev.intarsia.bridge.mailbox.SlotClaims;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.worker.RunningStretch;
import dev.intarsia.host.AbortSignalsExhaustedException;
import dev.intarsia.host.WorkerLostException;
import dev.intarsia.host.worker.HostWaker;
import dev.intarsia.host.worker.LaneWorker;
import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The host's end of one worker. A caller publishes its own call under the publish lock; whoever waits
 * for a result drains the replies of all under the drain lock; calls that find no slot wait in the
 * queue until whoever drains next publishes them. No call is ended while a lock is held.
 *
 * <p>Lock order: publish, then drain. Who writes what, and which waits see what, is in
 * docs/synchronization.md.
 */
public final class WorkerLane extends Lane {
  private static final VarHandle PUBLISHED;
  private static final VarHandle SETTLED;
  private static final VarHandle WAITER;

  static {
    try {
      var lookup = MethodHandles.lookup();
      PUBLISHED = lookup.findVarHandle(WorkerLane.class, "published", long.class);
      SETTLED = lookup.findVarHandle(WorkerLane.class, "settled", long.class);
      WAITER = lookup.findVarHandle(WorkerLane.class, "waiter", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Calls that go from one lane to another at a time. */
  private static final int MOST_STOLEN = 16;

  /** Workers that a call may lose before it has begun, until it is taken to be what they die of. */
  private static final int MOST_HANDED_BACK = 3;

  private enum Attempt {
    PUBLISHED,
    NO_ROOM,
    FAILED,
    DONE
  }

  private final PayloadEncoder<Object> encoder;
  private final PayloadFactory<Object> factory;
  private final ResultDrainer drainer;
  private final LaneSpin spin = new LaneSpin();
  private final SpinLock publishLock = new SpinLock();
  private final SpinLock drainLock = new SpinLock();
  private final CallQueue queue = new CallQueue();
  private final CallTable table = new CallTable();
  private final FrameHandler onReply = this::onReply;

  /** Replaced with both locks held; null while there is no worker. */
  private volatile @Nullable LaneWorker worker;
  /** Set while the worker is to go: nothing more is published, and this runs when it has answered all. */
  private volatile @Nullable Runnable retiring;
  /** Set once, with both locks held: every call fails with it from then on. */
  private volatile @Nullable Throwable closedBy;
  /** While it is set, calls fail with it rather than wait: no worker can be had. */
  private volatile @Nullable Throwable refusedBy;

  private volatile boolean onTrial;

  /** Lanes of the same kind, this one among them, whose calls may go from one to another; none where they may not. */
  private List<WorkerLane> stealing = List.of();

  /** Who sees it when all workers of this kind wait for their own pool. */
  private OwnPoolWaits ownPoolWaits = new OwnPoolWaits(List.of(this));

  /** The wait of this lane's worker for its own pool; null while it does not wait for it. */
  private volatile OwnPoolWaits.@Nullable Wait ownPoolWait;

  /** Calls published here and given to another lane after all. Written with both locks held. */
  private final AtomicLong given = new AtomicLong();

  /** Calls published to workers. Written under the publish lock. */
  @SuppressWarnings("unused")
  private long published;
  /** Calls whose reply came or whose worker was lost. Written under the drain lock. */
  @SuppressWarnings("unused")
  private long settled;
  /** A thread that sleeps until this lane moves; the worker takes it out and wakes it. */
  @SuppressWarnings("unused")
  private @Nullable Thread waiter;
  /** Threads that sleep until another brings in their result. */
  private final AtomicInteger sleepers = new AtomicInteger();

  /** Calls whose replies came with the drain at hand, in order. Drain lock held. */
  private @Nullable LaneCall<?> firstSettled;

  private @Nullable LaneCall<?> lastSettled;

  /** Set once the worker's memory was found corrupt: none of its replies is believed any more. Drain lock held. */
  private @Nullable WorkerLostException poison;

  /** A worker whose memory is gone, as that of a process that truncated it: it reads as one that neither takes nor answers. */
  private volatile @Nullable LaneWorker faulty;

  /** The limit of running time; null without one. */
  private @Nullable LaneLimits limits;

  /** Whether calls have limits: what a worker takes that can't give it back, it takes one by one. */
  private boolean oneByOne;

  /** What an error of another machine means, where this lane leads to one. */
  private @Nullable Function<Throwable, @Nullable WorkerLostException> lossOutside;

  /** The call that was published last to a worker of which only the mailbox is known. Publish lock held. */
  private @Nullable LaneCall<?> handedOver;

  /** Whether the last worker's loss left calls to be made again. Both locks held. */
  private boolean keptForRetry;

  public WorkerLane(PayloadEncoder<Object> encoder, PayloadFactory<Object> factory, ResultDrainer drainer) {
    this.encoder = encoder;
    this.factory = factory;
    this.drainer = drainer;
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
        } else if (published - settled > 1) {
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

  /** The worker, unless its memory is gone. */
  @SuppressWarnings("ReferenceEquality") // this very worker
  private @Nullable LaneWorker sound() {
    LaneWorker at = worker;
    return at == faulty ? null : at;
  }

  private void ring(LaneWorker to) {
    try {
      to.ring();
    } catch (InternalError e) {
      if (!memoryIsGone(to, e)) {
        throw e;
      }
    }
  }

  /**
   * Whether an error says that pages of the worker's memory are no more, because it truncated the file that both sides map.
   * Then the worker is given up, and nobody looks at its memory again. Its calls fail once it is gone.
   */
  boolean memoryIsGone(@Nullable LaneWorker at, Throwable fault) {
    if (at == null || !(fault instanceof InternalError) || !at.poisoned("fewer bytes than the host gave it")) {
      return false;
    }
    faulty = at;
    return true;
  }

  private void enqueue(LaneCall<?> call) {
    queue.push(call);
    drainer.wakeIfAsleep();
  }

  /** Publishes what waits, as far as there is room. */
  private int flush() {
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

  private boolean hasRoomOrClosed() {
    return closedBy != null || refusedBy != null || hasRoom(sound());
  }

  private boolean hasRoom(@Nullable LaneWorker to) {
    try {
      return to != null && retiring == null && to.requests().hasRoom() && takesAnother(to);
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

  /** Publish lock held. Throws what the call has to fail with, once the lock is released. */
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
    if (!sent && published == (long) SETTLED.getAcquire(this) && !to.requests().hasUnread()) {
      // Either the last replies came in since, or it can never fit: now nothing is in its way.
      sent = trySend(call, to, word0);
      if (!sent) {
        throw new PayloadException(
            "The argument of \"" + call.task() + "\" does not fit the payload buffer: raise payloadMaxByteLength");
      }
    }
    if (sent) {
      PUBLISHED.setRelease(this, published + 1);
      return Attempt.PUBLISHED;
    }
    return Attempt.NO_ROOM;
  }

  private boolean trySend(LaneCall<?> call, LaneWorker to, int word0) {
    int taskId = claim(call);
    boolean sent = false;
    try {
      sent = send(call, to, word0, taskId);
    } finally {
      if (!sent) {
        table.unclaim(taskId);
      }
    }
    return sent;
  }

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
    Object argument = call.payload;
    return argument instanceof Double number
        ? to.requests().tryPublishNumber(word0, taskId, stamp, number)
        : to.requests().tryPublish(word0, taskId, stamp, encoder, argument);
  }

  private int functionMeta(LaneCall<?> call, LaneWorker to) {
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

  /**
   * Drains replies unless somebody else does, ends their calls, and publishes what waits.
   *
   * @return calls ended or published
   */
  @Override
  public int poll() {
    int work = 0;
    if (hasUnread() && drainLock.tryLock()) {
      work = drainAndUnlock();
    }
    if (retiring != null) {
      retireWhenIdle();
    }
    if (!queue.isEmpty()) {
      work += flush();
    }
    return work + steal();
  }

  /** Drain lock held; it is free afterwards, and the replies that came have ended their calls, whatever was thrown. */
  private int drainAndUnlock() {
    LaneWorker from = null;
    try {
      from = sound();
      return from == null ? 0 : from.replies().drain(onReply);
    } catch (InternalError e) {
      if (!memoryIsGone(from, e)) {
        throw e;
      }
      return 0;
    } finally {
      LaneCall<?> batch = firstSettled;
      firstSettled = null;
      lastSettled = null;
      WorkerLostException lie = poison;
      drainLock.unlock();
      endAll(batch, lie);
    }
  }

  /** Names all lanes of this one's kind. Before the first call. */
  public static void together(List<WorkerLane> lanes) {
    OwnPoolWaits waits = new OwnPoolWaits(List.copyOf(lanes));
    lanes.forEach(lane -> lane.ownPoolWaits = waits);
  }

  OwnPoolWaits.@Nullable Wait ownPoolWait() {
    return ownPoolWait;
  }

  /** Whether the reply to a call has come here, brought in or not. */
  boolean hasAnswer(LaneCall<?> call) {
    drainLock.lock();
    try {
      return call.leftLane || hasUnread();
    } finally {
      drainLock.unlock();
    }
  }

  /** Lets calls go from one of these lanes to another. Before the first call. */
  public void stealFrom(List<WorkerLane> lanes) {
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
    WorkerLane busiest = this;
    long most = 1;
    for (WorkerLane lane : stealing) {
      long load = lane.load();
      if (load > most) {
        most = load;
        busiest = lane;
      }
    }
    return most == 1 ? 0 : busiest.yieldTo(this, (int) Math.min(most / 2, MOST_STOLEN));
  }

  /** Gives calls that the worker has not begun to another lane. They are counted here or there all the while. */
  private int yieldTo(WorkerLane thief, int most) {
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

  /** Publish lock held. */
  private int yieldWaiting(WorkerLane thief, int most) {
    int count = 0;
    LaneCall<?> call;
    while (count < most && (call = queue.peek()) != null && call.isFreeToMove()) {
      queue.unlink(call);
      call.lane = thief;
      thief.queue.push(call);
      queue.taken();
      count++;
    }
    return count;
  }

  /** Both locks held. */
  private int yieldPublished(WorkerLane thief, int most) {
    LaneWorker from = sound();
    SlotClaims claims = from == null ? null : from.claims();
    if (from == null || claims == null) {
      return 0;
    }
    int count = 0;
    for (int slots = from.requests().unread(); slots != 0 && count < most; slots &= slots - 1) {
      int slot = Integer.numberOfTrailingZeros(slots);
      int taskId = from.requests().taskIdAt(slot);
      LaneCall<?> call = table.get(taskId);
      if (call != null && call.isFreeToMove() && from.requests().takeBack(slot, claims)) {
        call.lane = thief;
        LaneCall<?> _ = table.release(taskId);
        thief.queue.push(call);
        SETTLED.setRelease(this, settled + 1);
        count++;
      }
    }
    given.addAndGet(count);
    return count;
  }

  /** Lets the worker finish what it has, then runs {@code replace}, which attaches another. Calls wait meanwhile. */
  public void retire(Runnable replace) {
    retiring = replace;
    retireWhenIdle();
  }

  private void retireWhenIdle() {
    publishLock.lock();
    Runnable replace = null;
    try {
      if (published == (long) SETTLED.getVolatile(this)) {
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

  /** Drain lock held. */
  private void onReply(InboundFrame frame) {
    LaneCall<?> call = table.release(frame.taskId());
    if (call == null || !PayloadTag.isKnown(frame.tag())) {
      tellPoisoned(frame);
    }
    if (call == null || isForgotten(call)) {
      return;
    }
    SETTLED.setRelease(this, settled + 1);
    call.leftLane = true;
    try {
      call.payload = frame.decode(factory);
      call.rejected = frame.rejected();
    } catch (Throwable e) { // no payload, or one for which there is no memory: the call's own misfortune
      LaneWorker from = worker;
      call.payload = memoryIsGone(from, e) ? poisoned(from, "fewer bytes than the host gave it") : e;
      call.rejected = true;
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

  /**
   * This lane leads to another machine. Before the first call.
   *
   * @param loss whether an error from there means the loss of a worker
   */
  public void leadsOutside(Function<Throwable, @Nullable WorkerLostException> loss) {
    lossOutside = loss;
  }

  /** Whether it leads to another machine. */
  public boolean isOutside() {
    return lossOutside != null;
  }

  /** Whether a call could begin soon here. */
  public boolean takesCalls() {
    LaneWorker to = worker;
    return to != null && retiring == null && refusedBy == null && to.takesCalls();
  }

  /**
   * Makes a call again whose worker was lost on another machine, where the call allows it; else it ends with that loss.
   *
   * @return whether it is under way again
   */
  private boolean beginsAgain(LaneCall<?> call) {
    Function<Throwable, @Nullable WorkerLostException> loss = lossOutside;
    WorkerLostException lost =
        loss != null && call.rejected && call.payload instanceof Throwable thrown ? loss.apply(thrown) : null;
    if (lost == null) {
      return false;
    }
    if (call.beginAgain()) {
      submit(call);
      return true;
    }
    call.payload = lost;
    return false;
  }

  private void endAll(@Nullable LaneCall<?> batch, @Nullable WorkerLostException lie) {
    if (lie == null) {
      settleAll(batch);
    } else {
      failAll(batch, lie);
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

  private static void releaseSignal(LaneCall<?> call) {
    CallExtras extras = call.extras;
    if (extras != null) {
      extras.releaseSignal();
    }
  }

  private void fail(LaneCall<?> call, Throwable failure) {
    call.leftLane = true;
    try {
      releaseSignal(call);
      call.completeExceptionally(failure);
    } catch (Throwable e) {
      drainer.endLater(call, failure);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> RuntimeException sneaky(Throwable e) throws E {
    throw (E) e;
  }

  // What waiting threads do.

  /** Helps until the call has ended, {@code limitNs} has passed, or the thread is interrupted. */
  @Override
  void await(LaneCall<?> call, long limitNs) throws InterruptedException {
    WorkerLane own = limitNs == Long.MAX_VALUE ? ownPoolWaits.laneOf(Thread.currentThread()) : null;
    if (own == null) {
      awaitHelping(call, limitNs, false);
      return;
    }
    OwnPoolWaits.Wait outer = own.ownPoolWait;
    OwnPoolWaits.Wait wait = new OwnPoolWaits.Wait(Thread.currentThread(), call);
    own.ownPoolWait = wait;
    try {
      awaitHelping(call, limitNs, true);
    } finally {
      own.endOwnPoolWait(wait, outer);
    }
  }

  @SuppressWarnings("ReferenceEquality") // of this very thread, unless the lane has another worker by now
  private void endOwnPoolWait(OwnPoolWaits.Wait wait, OwnPoolWaits.@Nullable Wait outer) {
    if (ownPoolWait == wait) {
      ownPoolWait = outer;
    }
  }

  private void awaitHelping(LaneCall<?> call, long limitNs, boolean onOwnWorker) throws InterruptedException {
    long start = System.nanoTime();
    boolean designated = false;
    try {
      while (!call.isDone() && isHere(call)) {
        if (spin.helps(this, call)) {
          continue;
        }
        if (onOwnWorker) {
          ownPoolWaits.look(call);
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        long leftNs = limitNs == Long.MAX_VALUE ? Long.MAX_VALUE : limitNs - (System.nanoTime() - start);
        if (leftNs <= 0) {
          return;
        }
        leftNs = onOwnWorker ? Math.min(leftNs, OwnPoolWaits.LOOK_NS) : leftNs;
        long asleepNs = System.nanoTime();
        boolean naps = napsOnly();
        designated = sleep(call, naps ? Math.min(leftNs, LaneSpin.napNs(asleepNs - start)) : leftNs);
        spin.slept(System.nanoTime() - (naps ? start : asleepNs));
      }
    } finally {
      if (designated && busy()) {
        drainer.wake();
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // this very lane
  private boolean isHere(LaneCall<?> call) {
    return call.lane == this;
  }

  /** Sleeps until the lane moves; as its waiter where nobody is, else as the drainer's client. */
  private boolean sleep(LaneCall<?> call, long leftNs) {
    if (worker == null || !becomeWaiter()) {
      sleepers.incrementAndGet();
      drainer.wake();
      spin.sleepUntilDone(call, leftNs);
      sleepers.decrementAndGet();
      return false;
    }
    if (!call.isDone() && isHere(call) && !hasUnread() && !canFlush()) {
      LockSupport.parkNanos(this, leftNs);
    }
    leaveWaiting();
    return true;
  }

  /** Whether the worker wakes nobody: its lane's waiter has to look itself, now and then. */
  private boolean napsOnly() {
    LaneWorker from = worker;
    return from != null && !from.wakesHost();
  }

  /** Makes this thread the one that the worker wakes; the drainer makes way. Acts as a full fence. */
  private boolean becomeWaiter() {
    Thread self = Thread.currentThread();
    return WAITER.compareAndSet(this, null, self) || WAITER.compareAndSet(this, drainer.thread(), self);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // these very threads
  void callEnded() {
    Thread sleeping = (Thread) WAITER.getVolatile(this);
    if (sleeping != null
        && sleeping != Thread.currentThread()
        && sleeping != drainer.thread()
        && WAITER.compareAndSet(this, sleeping, null)) {
      LockSupport.unpark(sleeping);
    }
  }

  private void leaveWaiting() {
    WAITER.compareAndSet(this, Thread.currentThread(), null);
  }

  @Override
  boolean drainerWaits(boolean alone) {
    if (!alone && sleepers.get() == 0) {
      return false;
    }
    WAITER.compareAndSet(this, null, drainer.thread());
    return true;
  }

  @Override
  void drainerLeaves() {
    WAITER.compareAndSet(this, drainer.thread(), null);
  }

  @Override
  void interrupt(LaneCall<?> call) {
    LaneWorker at = sound();
    RunningStretch stretch = at == null ? null : at.running();
    if (at != null
        && stretch != null
        && stretch.taskId() == call.taskId
        && holds(call)) { // it has ended: nobody moves it
      at.interrupt(stretch);
    }
  }

  @Override
  public String whereabouts(LaneCall<?> call) {
    LaneWorker at = sound();
    if (at == null) {
      return "it waited for a worker, of which the last was lost";
    }
    if (!holds(call)) {
      return "it waited for " + at.description() + ", with " + load() + " calls before or beside it";
    }
    if (!at.tellsWhatRuns()) {
      return at.description() + " had it";
    }
    RunningStretch stretch = at.running();
    boolean runs = stretch != null && stretch.taskId() == call.taskId;
    return runs
        ? "it was running on " + at.description()
        : "it had been handed to " + at.description() + ", which was not running it";
  }

  /** Whether a worker still has this call. */
  @SuppressWarnings("ReferenceEquality") // this very call
  public boolean holds(LaneCall<?> call) {
    drainLock.lock();
    try {
      return table.get(call.taskId) == call;
    } finally {
      drainLock.unlock();
    }
  }

  // Limits.

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
  @Nullable LaneCall<?> begunCall(int taskId, long begunNs) {
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
  @Nullable LaneCall<?> forget(LaneWorker at, int taskId, long begunNs) {
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

  /** Drain lock held. */
  private void forgetHeld(int taskId, LaneCall<?> call) {
    table.forget(taskId);
    call.leftLane = true;
    SETTLED.setRelease(this, settled + 1);
  }

  /**
   * Notes when calls were taken, for a worker of which only the mailbox is known.
   *
   * @param overdue gets the calls that were taken {@code limitNs} ago or earlier; they are forgotten
   * @return when the call was published that the worker has not taken yet; {@link LaneLimits#IDLE} where there is none
   */
  @SuppressWarnings("ReferenceEquality") // this very worker and call
  long markTaken(LaneWorker at, long nowNs, long limitNs, List<LaneCall<?>> overdue) {
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
      return at.requests().hasUnread();
    } catch (InternalError e) {
      if (memoryIsGone(at, e)) {
        return false;
      }
      throw e;
    }
  }

  /** A number that changes whenever the worker takes or answers a call. */
  long signOf(LaneWorker at) {
    publishLock.lock();
    try {
      return (long) SETTLED.getAcquire(this) << Integer.SIZE
          ^ Integer.toUnsignedLong(at.requests().acknowledgedBits());
    } catch (InternalError e) {
      if (memoryIsGone(at, e)) {
        return 0;
      }
      throw e;
    } finally {
      publishLock.unlock();
    }
  }

  @Override
  void revoke(LaneCall<?> call) {
    if (call.taskId >= 0) {
      boolean _ = takeBack(call);
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
      call.expired = takeBackLocked(call);
      return call.expired;
    } finally {
      publishLock.unlock();
    }
  }

  private boolean takeBack(LaneCall<?> call) {
    publishLock.lock();
    try {
      return takeBackLocked(call);
    } finally {
      publishLock.unlock();
    }
  }

  /**
   * Takes a call out of its slot unless the worker has claimed it. Publish lock held.
   *
   * @return false when it has begun, can't be taken back or is not there
   */
  @SuppressWarnings("ReferenceEquality") // this very call
  private boolean takeBackLocked(LaneCall<?> call) {
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
      SETTLED.setRelease(this, settled + 1);
      releaseSignal(call);
      return true;
    } finally {
      drainLock.unlock();
    }
  }

  /** The slot of a published call that is not acknowledged, or -1. Publish lock held. */
  private static int slotOf(LaneWorker from, int taskId) {
    for (int slots = from.requests().unread(); slots != 0; slots &= slots - 1) {
      int slot = Integer.numberOfTrailingZeros(slots);
      if (from.requests().taskIdAt(slot) == taskId) {
        return slot;
      }
    }
    return -1;
  }

  @SuppressWarnings("ReferenceEquality") // this very one
  private static boolean isForgotten(LaneCall<?> call) {
    return call == CallTable.FORGOTTEN;
  }

  private boolean canFlush() {
    return !queue.isEmpty() && hasRoomOrClosed();
  }

  @Override
  boolean hasUnread() {
    LaneWorker from = sound();
    try {
      return from != null && from.replies().hasPending();
    } catch (InternalError e) {
      if (memoryIsGone(from, e)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public long settledCount() {
    return (long) SETTLED.getOpaque(this) - given.get();
  }

  @Override
  public long published() {
    return (long) PUBLISHED.getOpaque(this) - given.get();
  }

  /** Whether calls are under way. */
  @Override
  public boolean busy() {
    return (long) PUBLISHED.getVolatile(this) != (long) SETTLED.getVolatile(this) || !queue.isEmpty();
  }

  /** Calls under way: waiting, in the mailbox or running. */
  @Override
  public long load() {
    return Math.max(0, (long) PUBLISHED.getAcquire(this) - (long) SETTLED.getAcquire(this)) + queue.size();
  }

  /** Calls that wait for a slot. */
  @Override
  public int queued() {
    return queue.size();
  }

  public @Nullable LaneWorker worker() {
    return worker;
  }

  /** What the lane's worker tells the host. */
  public final class Waker implements HostWaker {
    private final java.util.function.Consumer<Throwable> onLost;

    public Waker(java.util.function.Consumer<Throwable> onLost) {
      this.onLost = onLost;
    }

    @Override
    public void progressed() {
      if (WAITER.getOpaque(WorkerLane.this) != null) {
        Thread sleeping = (Thread) WAITER.getAndSet(WorkerLane.this, null);
        LockSupport.unpark(sleeping);
      }
    }

    @Override
    public boolean waits() {
      return WAITER.getOpaque(WorkerLane.this) != null;
    }

    @Override
    public void repliesUnread() {
      drainer.wake();
    }

    @Override
    public void lost(Throwable cause) {
      onLost.accept(cause);
    }
  }

  // Workers come and go.

  /** Gives the lane a worker. Calls that wait are published. */
  public void attach(LaneWorker newWorker) {
    publishLock.lock();
    drainLock.lock();
    try {
      worker = newWorker;
      poison = null;
      faulty = null;
    } finally {
      drainLock.unlock();
      publishLock.unlock();
    }
    flush();
    drainer.wake();
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
    LaneCall<?> failed = null;
    WorkerLostException lie;
    publishLock.lock();
    drainLock.lock();
    try {
      if (worker != lost) {
        return true;
      }
      if (lost != faulty) {
        try {
          lost.replies().drain(onReply);
        } catch (RuntimeException | Error e) {
          boolean _ = memoryIsGone(lost, e);
        }
      }
      answered = firstSettled;
      firstSettled = null;
      lastSettled = null;
      lie = poison;
      keptForRetry = false;
      failed = takePublished(lost);
      worker = null;
    } finally {
      drainLock.unlock();
      publishLock.unlock();
    }
    endAll(answered, lie);
    failBegun(failed, cause);
    return answered != null || failed != null || keptForRetry;
  }

  /** Makes calls fail rather than wait, those that wait already too; null takes calls again. */
  public void refuse(@Nullable Throwable cause) {
    refusedBy = cause;
    flush();
  }

  /** Says whether the last worker was lost before it had answered anything: the next may be, too. */
  public void onTrial(boolean doubtful) {
    onTrial = doubtful;
  }

  /** Whether the last worker was lost before it had answered anything. */
  public boolean onTrial() {
    return onTrial;
  }

  /** Whether calls fail at once. */
  public boolean refuses() {
    return refusedBy != null;
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

  /** Both locks held. */
  private void putUnbegunBack(LaneWorker lost) {
    if (poison != null || !lost.memoryIsSound()) {
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

  /** Both locks held. */
  private void putUntakenBack(LaneWorker lost) {
    SlotClaims claims = lost.claims();
    int slots = lost.requests().unread();
    for (int id = table.capacity() - 1; id >= 0 && slots != 0; id--) {
      LaneCall<?> call = table.get(id);
      int slot = call == null || isForgotten(call) ? -1 : slotOf(lost, id);
      if (call == null || slot < 0 || (claims != null && !lost.requests().takeBack(slot, claims))) {
        continue;
      }
      if (++call.handedBack <= MOST_HANDED_BACK || claims != null) {
        LaneCall<?> _ = table.release(id);
        SETTLED.setRelease(this, settled + 1);
        queue.putBack(call);
      }
    }
  }

  /** Both locks held. */
  private @Nullable LaneCall<?> takePublished(LaneWorker lost) {
    putUnbegunBack(lost);
    LaneCall<?> failed = null;
    for (int id = table.capacity() - 1; id >= 0; id--) {
      LaneCall<?> call = table.release(id);
      if (call == null || isForgotten(call)) {
        continue;
      }
      SETTLED.setRelease(this, settled + 1);
      if (call.retriesLeft > 0 && !call.isDone()) {
        call.retriesLeft--;
        keptForRetry = true;
        queue.putBack(call);
      } else {
        call.next = failed;
        failed = call;
      }
    }
    return failed;
  }

  /** Fails calls that had begun on a worker that is lost: each is told that it had. */
  private void failBegun(@Nullable LaneCall<?> calls, WorkerLostException cause) {
    LaneCall<?> call = calls;
    while (call != null) {
      LaneCall<?> following = call.next;
      call.next = null;
      String message =
          cause.getMessage() + "; this call of \"" + call.task() + "\" had begun there and may have had effects";
      fail(call, new WorkerLostException(message, cause.getCause()));
      call = following;
    }
  }

  private void failAll(@Nullable LaneCall<?> calls, Throwable cause) {
    LaneCall<?> call = calls;
    while (call != null) {
      LaneCall<?> following = call.next;
      call.next = null;
      fail(call, cause);
      call = following;
    }
  }

  /** Fails every call under way and every later one. */
  @Override
  public void close(Throwable cause) {
    LaneCall<?> failed;
    publishLock.lock();
    drainLock.lock();
    try {
      failed = null;
      closedBy = cause;
      for (int id = table.capacity() - 1; id >= 0; id--) {
        LaneCall<?> call = table.release(id);
        if (call != null && !isForgotten(call)) {
          SETTLED.setRelease(this, settled + 1);
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
