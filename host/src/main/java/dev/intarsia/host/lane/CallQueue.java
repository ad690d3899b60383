package dev.intarsia.host.lane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls that found no free slot: linked through the calls themselves, so waiting costs no memory. Any
 * thread pushes; whoever holds the lane's publish lock takes, high priority first, in order within one.
 */
final class CallQueue {
  private static final int PRIORITIES = 3;
  private static final VarHandle PUSHED;
  private static final VarHandle SIZE;

  static {
    try {
      var lookup = MethodHandles.lookup();
      PUSHED = lookup.findVarHandle(CallQueue.class, "pushed", LaneCall.class);
      SIZE = lookup.findVarHandle(CallQueue.class, "size", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A stack of what was pushed since the last take: newest first. */
  @SuppressWarnings("unused")
  private @Nullable LaneCall<?> pushed;

  @SuppressWarnings("unused")
  private int size;

  private final @Nullable LaneCall<?>[] first = new LaneCall<?>[PRIORITIES];
  private final @Nullable LaneCall<?>[] last = new LaneCall<?>[PRIORITIES];

  /** Calls pushed and not yet removed. */
  int size() {
    return (int) SIZE.getAcquire(this);
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /** Acts as a full fence. */
  void push(LaneCall<?> call) {
    SIZE.getAndAdd(this, 1);
    LaneCall<?> top;
    do {
      top = (LaneCall<?>) PUSHED.getAcquire(this);
      call.next = top;
    } while (!PUSHED.compareAndSet(this, top, call));
  }

  /** The call that goes next, left where it is. */
  @Nullable LaneCall<?> peek() {
    takePushed();
    for (LaneCall<?> call : first) {
      if (call != null) {
        return call;
      }
    }
    return null;
  }

  /** Removes what {@link #peek} gave. */
  void remove(LaneCall<?> call) {
    unlink(call);
    taken();
  }

  /**
   * The call that goes next, out of the queue's links but still counted, so that the lane never looks
   * idle meanwhile. Once published a call's {@code next} belongs to the draining side, so it has to be
   * unlinked before. {@link #taken} or {@link #untake} follows.
   */
  @Nullable LaneCall<?> take() {
    LaneCall<?> call = peek();
    if (call != null) {
      unlink(call);
    }
    return call;
  }

  /**
   * The first call in the order of the queue that {@code wanted} accepts, as {@link #take} gives one: what goes before it stays
   * where it is. Null where there is none.
   */
  @SuppressWarnings("ReferenceEquality") // these very calls
  @Nullable LaneCall<?> takeFirst(Predicate<LaneCall<?>> wanted) {
    takePushed();
    for (int priority = 0; priority < PRIORITIES; priority++) {
      LaneCall<?> before = null;
      for (LaneCall<?> call = first[priority]; call != null; before = call, call = call.next) {
        if (!wanted.test(call)) {
          continue;
        }
        if (before == null) {
          first[priority] = call.next;
        } else {
          before.next = call.next;
        }
        if (last[priority] == call) {
          last[priority] = before;
        }
        call.next = null;
        return call;
      }
    }
    return null;
  }

  /** Stops counting a call that {@link #take} gave. */
  void taken() {
    SIZE.getAndAdd(this, -1);
  }

  /** Puts a call that {@link #take} gave back at the head of its priority. */
  void untake(LaneCall<?> call) {
    int priority = call.priority();
    call.next = first[priority];
    first[priority] = call;
    if (last[priority] == null) {
      last[priority] = call;
    }
  }

  /** Puts calls back at the head of their priority: they have been taken once and go first again. */
  void putBack(LaneCall<?> call) {
    untake(call);
    SIZE.getAndAdd(this, 1);
  }

  /** Takes out what {@link #peek} gave, still counted until {@link #taken}. */
  void unlink(LaneCall<?> call) {
    int priority = call.priority();
    first[priority] = call.next;
    if (call.next == null) {
      last[priority] = null;
    }
    call.next = null;
  }

  private void takePushed() {
    if (PUSHED.getOpaque(this) == null) {
      return;
    }
    LaneCall<?> newestFirst = (LaneCall<?>) PUSHED.getAndSet(this, null);
    LaneCall<?> oldestFirst = null;
    while (newestFirst != null) {
      LaneCall<?> older = newestFirst.next;
      newestFirst.next = oldestFirst;
      oldestFirst = newestFirst;
      newestFirst = older;
    }
    while (oldestFirst != null) {
      LaneCall<?> newer = oldestFirst.next;
      append(oldestFirst);
      oldestFirst = newer;
    }
  }

  private void append(LaneCall<?> call) {
    int priority = call.priority();
    call.next = null;
    LaneCall<?> tail = last[priority];
    if (tail == null) {
      first[priority] = call;
    } else {
      tail.next = call;
    }
    last[priority] = call;
  }
}
