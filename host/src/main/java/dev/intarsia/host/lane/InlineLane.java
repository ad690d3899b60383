package dev.intarsia.host.lane;

import dev.intarsia.host.TaskContext;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The host's own lane: calls wait in a queue, and whoever drains results runs some of them. Values are
 * handed over as they are, nothing is encoded.
 */
public final class InlineLane extends Lane {
  /** Runs a task by its number. */
  @FunctionalInterface
  public interface Body {
    /**
     * @throws Exception what the task throws
     */
    @Nullable Object run(int functionId, @Nullable Object argument, TaskContext context) throws Exception;
  }

  private final Body body;
  private final int batchSize;
  private final ResultDrainer drainer;
  private final CallQueue queue = new CallQueue();
  private final SpinLock takeLock = new SpinLock();
  private final LaneSpin spin = new LaneSpin();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private volatile @Nullable Throwable closedBy;

  public InlineLane(Body body, int batchSize, ResultDrainer drainer) {
    this.body = body;
    this.batchSize = batchSize;
    this.drainer = drainer;
  }

  @Override
  public void submit(LaneCall<?> call) {
    call.lane = this;
    queue.push(call);
    drainer.wakeIfQuiet();
    if (closedBy != null) {
      poll();
    }
  }

  @Override
  public int poll() {
    int ran = 0;
    while (ran < batchSize) {
      LaneCall<?> call = take();
      if (call == null) {
        break;
      }
      run(call);
      ran++;
    }
    return ran;
  }

  private @Nullable LaneCall<?> take() {
    if (queue.isEmpty()) {
      return null;
    }
    takeLock.lock();
    try {
      LaneCall<?> call = queue.peek();
      if (call != null) {
        queue.remove(call);
        call.leftLane = true;
        taken.incrementAndGet();
      }
      return call;
    } finally {
      takeLock.unlock();
    }
  }

  /** Runs a call on the calling thread, whatever lane it was meant for. */
  public static void runHere(LaneCall<?> call, Body body) {
    CallExtras own = call.extras;
    if (own != null && call.task.abortSignal()) {
      own.askHere();
    }
    try {
      Object result = body.run(call.task.functionId(), call.argument, new Context(call));
      if (result instanceof CompletionStage<?> stage) {
        CompletionStage<?> _ = stage.whenComplete((value, failure) -> end(call, value, failure));
      } else {
        end(call, result, null);
      }
    } catch (Throwable e) {
      if (!call.isDone()) { // else it was one of its callbacks
        end(call, null, e);
      }
    }
  }

  private void run(LaneCall<?> call) {
    Throwable closed = closedBy;
    try {
      if (closed != null) {
        call.completeExceptionally(closed);
      } else if (!call.isDone() && !call.expired) {
        runHere(call, body);
      }
    } finally {
      ended.incrementAndGet();
    }
  }

  private static void end(LaneCall<?> call, @Nullable Object value, @Nullable Throwable failure) {
    if (failure == null) {
      call.answered(value, false);
      call.settle();
    } else {
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
      call.failedInTask(cause);
    }
  }

  @Override
  void await(LaneCall<?> call, long limitNs) throws InterruptedException {
    long start = System.nanoTime();
    while (!call.isDone()) {
      if (spin.helps(this, call)) {
        continue;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      long leftNs = limitNs == Long.MAX_VALUE ? Long.MAX_VALUE : limitNs - (System.nanoTime() - start);
      if (leftNs <= 0) {
        return;
      }
      drainer.wakeIfQuiet();
      spin.sleepUntilDone(call, leftNs);
    }
  }

  @Override
  boolean hasUnread() {
    return !queue.isEmpty();
  }

  @Override
  public long published() {
    return taken.get();
  }

  @Override
  public long settledCount() {
    return ended.get();
  }

  @Override
  public boolean busy() {
    return !queue.isEmpty() || taken.get() != ended.get();
  }

  @Override
  public long load() {
    return queue.size() + Math.max(0, taken.get() - ended.get());
  }

  @Override
  public int queued() {
    return queue.size();
  }

  @Override
  boolean drainerWaits(boolean alone) {
    return false;
  }

  @Override
  void drainerLeaves() {}

  @Override
  void callEnded() {}

  @Override
  void interrupt(LaneCall<?> call) {}

  @Override
  public boolean expire(LaneCall<?> call) {
    takeLock.lock();
    try {
      call.expired = !call.leftLane;
      return call.expired;
    } finally {
      takeLock.unlock();
    }
  }

  @Override
  public void close(Throwable cause) {
    closedBy = cause;
    while (!queue.isEmpty()) {
      poll();
    }
  }

  private record Context(LaneCall<?> call) implements TaskContext {
    private static final double NS_PER_MS = 1e6;

    @Override
    public boolean hasAborted() {
      CallExtras own = call.extras;
      return call.isDone() || (own != null && own.abortRequested());
    }

    @Override
    public double now() {
      return System.nanoTime() / NS_PER_MS;
    }

    @Override
    public double remainingMs() {
      CallExtras own = call.extras;
      return own == null ? Double.POSITIVE_INFINITY : own.leftMs();
    }
  }
}
