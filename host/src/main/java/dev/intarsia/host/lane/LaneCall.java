package dev.intarsia.host.lane;

import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.host.JsError;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.PoolException;
import dev.intarsia.host.TaskException;
import dev.intarsia.host.ValueException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A call as its lane sees it. {@code next} links it into one list at a time: the queue before it is
 * published, the settled list after its reply came.
 */
public final class LaneCall<T extends @Nullable Object> extends CompletableFuture<T> implements PoolCall<T> {
  static final long NOT_TAKEN = Long.MIN_VALUE;
  private static final String LANES = LaneCall.class.getPackageName() + ".";
  private static final String POOL = "dev.intarsia.host.Pool";
  private static final String POOLS = "dev.intarsia.host.pool.PoolCore";
  private static final int NORMAL = 1;

  final LaneTask task;

  @Nullable LaneCall<?> next;

  /** Where it runs; null until it is dispatched. Written before any other thread sees the call published there. */
  volatile @Nullable Lane lane;

  /** What the task is called with, until the reply comes; after that only where the call may be made again. Publish lock. */
  @Nullable Object argument;

  /** What the reply holds: the task's result, or what it threw where {@link #rejected} is set. Drain lock. */
  @Nullable Object outcome;

  /** Whether {@link #outcome} was thrown, or is why the reply could not be read. Drain lock. */
  boolean rejected;

  /** What only some calls need: timer, abort signal, affinity. */
  @Nullable CallExtras extras;

  int taskId = -1;
  /** How often it may still be made again after the loss of its worker. Guarded by the lane's locks. */
  int retriesLeft;

  /** How often its worker was lost before it had begun. Guarded by the lane's locks. */
  int handedBack;
  /** Whether the worker that was lost last had it and had not begun it. Guarded by the lane's locks. */
  boolean unbegun;
  /** When it was published, where the pool has a limit of running time. Publish lock. */
  long publishedNs;
  /** When it was first seen to be taken by a worker that does not tell; {@link #NOT_TAKEN} before. Drain lock. */
  long takenNs = NOT_TAKEN;
  /** Whether it waited too long: nobody publishes it any more. Publish lock. */
  boolean expired;
  /** Whether a reply is about to end it, or the loss of its worker: no lane has it any more. */
  boolean leftLane;
  /** What it ends with whatever its task says, once a limit has passed. */
  private volatile @Nullable Throwable verdict;

  public LaneCall(LaneTask task, @Nullable Object argument) {
    this.task = task;
    this.argument = argument;
  }

  @Override
  public String task() {
    return task.name();
  }

  /** Attaches what only some calls need, before the call is submitted. */
  public void extras(CallExtras newExtras) {
    extras = newExtras;
  }

  /** Lets it be made again after the loss of its worker, so often. Before it is submitted. */
  public void retries(int times) {
    retriesLeft = times;
  }

  public @Nullable CallExtras extras() {
    return extras;
  }

  /** The argument, before the call is submitted. */
  public @Nullable Object argument() {
    return argument;
  }

  /** Replaces the argument, before the call is submitted: a stage by its value. */
  public void argument(@Nullable Object value) {
    argument = value;
  }

  /** Makes it as it was before it was published, if it may be made again. No lane has it. */
  boolean beginAgain() {
    if (retriesLeft == 0 || isDone()) {
      return false;
    }
    retriesLeft--;
    outcome = null;
    rejected = false;
    leftLane = false;
    taskId = -1;
    return true;
  }

  /** The id by which its worker knows it; -1 until it is published. */
  public int taskId() {
    return taskId;
  }

  /** Runs {@code action} when the call has ended, or now. */
  @SuppressWarnings("FutureReturnValueIgnored")
  public void onEnd(Runnable action) {
    whenComplete((value, failure) -> action.run());
  }

  /** Ends the call with a value, and has its abort signal set. */
  public boolean end(T value) {
    boolean ended = complete(value);
    if (ended) {
      requestAbort();
    }
    return ended;
  }

  /** Whether it may go to another worker while its own has not begun it. */
  boolean isFreeToMove() {
    CallExtras own = extras;
    boolean tied = task.timeout() != null || task.abortSignal() || (own != null && own.affinity() != null);
    return !tied && !isDone();
  }

  /** Whether it may wait for another worker, where it has not been published to one. */
  boolean isFreeToWaitElsewhere() {
    CallExtras own = extras;
    return (own == null || own.affinity() == null) && !expired && !isDone();
  }

  int priority() {
    CallExtras own = extras;
    return own == null ? NORMAL : own.rank();
  }

  /** Takes in what the reply holds. {@link #settle} follows, without a lock. */
  void answered(@Nullable Object reply, boolean thrown) {
    outcome = reply;
    rejected = thrown;
    if (retriesLeft == 0) {
      argument = null;
    }
  }

  /** Ends the call with its outcome. No lock held: callbacks run here. */
  @SuppressWarnings("unchecked") // the task's converter makes the type the caller asked for
  void settle() {
    Object reply = outcome;
    outcome = null;
    argument = null;
    leftLane = true;
    Throwable late = verdict;
    if (late != null) {
      completeExceptionally(late);
      return;
    }
    if (!rejected) {
      try {
        complete((T) task.result().apply(reply));
      } catch (Throwable e) {
        completeExceptionally(e);
      }
      return;
    }
    if (reply instanceof JsError error) {
      completeExceptionally(TaskException.ofError(error));
    } else if (reply instanceof Throwable unreadable) {
      completeExceptionally(unreadable);
    } else {
      completeExceptionally(TaskException.ofValue(reply));
    }
  }

  /** Ends the call with what its task threw on the host itself. */
  void failedInTask(Throwable thrown) {
    completeExceptionally(TaskException.ofThrown(thrown));
  }

  @Override
  public boolean complete(T value) {
    return super.complete(value) && ended();
  }

  @Override
  public boolean completeExceptionally(Throwable reason) {
    Throwable told = reason instanceof PayloadException refused ? new ValueException(refused) : reason;
    return super.completeExceptionally(told) && ended();
  }

  private boolean ended() {
    CallExtras own = extras;
    if (own != null) {
      own.ended();
    }
    Lane where = lane;
    if (where != null) {
      if (!leftLane) {
        where.revoke(this);
      }
      where.callEnded();
    }
    return true;
  }

  /** It ran longer than it may: it ends with {@code reason} whatever comes, and its callbacks run aside. */
  void overran(Throwable reason, LaneClock clock) {
    verdict = reason;
    endAside(reason, clock);
  }

  /** Ends it with {@code reason}; its callbacks run aside. */
  public void endAside(Throwable reason, LaneClock clock) {
    clock.aside(() -> reject(reason));
  }

  /** Where it is now; null until it is dispatched. */
  public @Nullable Lane lane() {
    return lane;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      ended();
      requestAbort();
      Lane where = lane;
      if (mayInterruptIfRunning && where != null) {
        where.interrupt(this);
      }
    }
    return cancelled;
  }

  @Override
  public boolean cancel() {
    return cancel(false);
  }

  @Override
  public boolean abort() {
    if (isDone()) {
      return false;
    }
    CallExtras own = extras;
    if (own != null && own.abort()) {
      return true;
    }
    return lane == null && cancel(false);
  }

  @Override
  public boolean reject(Throwable reason) {
    boolean ended = completeExceptionally(reason);
    if (ended) {
      requestAbort();
    }
    return ended;
  }

  private void requestAbort() {
    CallExtras own = extras;
    if (own != null) {
      own.abort();
    }
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new HelpedFuture<>(this);
  }

  /**
   * Takes results out of the lane until this call has ended, or until it has no lane, or a time has passed.
   *
   * @param limitNs {@link Long#MAX_VALUE} without a limit
   * @return what is left of it, in nanoseconds; 0 or more
   */
  long help(long limitNs) throws InterruptedException {
    Lane where;
    long leftNs = limitNs;
    while (leftNs > 0 && !isDone() && (where = lane) != null) {
      long start = limitNs == Long.MAX_VALUE ? 0 : System.nanoTime();
      where.await(this, leftNs);
      if (limitNs != Long.MAX_VALUE) {
        leftNs -= System.nanoTime() - start;
      }
    }
    return Math.max(0, leftNs);
  }

  /** {@link #help} without a limit; an interrupt is kept for later. */
  void helpUninterrupted() {
    boolean interrupted = false;
    while (!isDone() && lane != null) {
      try {
        help(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    help(Long.MAX_VALUE);
    return super.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
    return super.get(help(unit.toNanos(timeout)), TimeUnit.NANOSECONDS);
  }

  /** Sleeps on the future alone, without helping. */
  void sleepUntilDone(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
    if (!isDone()) {
      super.get(timeout, unit);
    }
  }

  @Override
  public T join() {
    helpUninterrupted();
    return super.join();
  }

  @Override
  public T await() {
    try {
      return join();
    } catch (CompletionException e) {
      throw unwrapped(e);
    }
  }

  private static RuntimeException unwrapped(CompletionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof CancellationException cancelled) {
      return cancelled;
    }
    if (cause instanceof PoolException told) {
      return told.forCaller(callersFrames());
    }
    return cause instanceof RuntimeException unchecked ? unchecked : e;
  }

  /** The frames of this thread without those of the pool itself. */
  private static StackTraceElement[] callersFrames() {
    StackTraceElement[] all = Thread.currentThread().getStackTrace();
    int first = 1;
    while (first < all.length && isOurs(all[first].getClassName())) {
      first++;
    }
    return Arrays.copyOfRange(all, first, all.length);
  }

  private static boolean isOurs(String name) {
    return name.startsWith(LANES) || name.startsWith(POOLS) || name.equals(POOL);
  }
}
