package dev.intarsia.host.lane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Calls a worker has, by task id. Ids are taken under the lane's publish lock and given back under its
 * drain lock, through a ring that one side writes and the other reads. It grows under both locks.
 */
final class CallTable {
  /**
   * Stands for calls that ended while their worker still had them and may answer them any time: their ids are not given out
   * again before. It has ended, so nobody moves it.
   */
  static final LaneCall<?> FORGOTTEN = forgotten();

  private static final int FIRST_CAPACITY = 128;
  private static final VarHandle RETURNED;

  static {
    try {
      RETURNED = MethodHandles.lookup().findVarHandle(CallTable.class, "returned", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private @Nullable LaneCall<?>[] calls = new LaneCall<?>[FIRST_CAPACITY];
  /** Ids given back, in the order they came. As long as the table, so it never overflows. */
  private int[] ring = new int[FIRST_CAPACITY];
  /** Ids below this one have been used. Publish side. */
  private int fresh;
  /** Ids taken from the ring. Publish side. */
  private int taken;
  /** Ids put into the ring. Written by the drain side, read by both. */
  @SuppressWarnings("unused")
  private int returned;

  /**
   * Takes an id for a call. Publish lock held.
   *
   * @return -1 when the table is full and has to grow
   */
  int claim(LaneCall<?> call) {
    int id;
    if (taken != (int) RETURNED.getAcquire(this)) {
      id = ring[taken++ & (ring.length - 1)];
    } else if (fresh < calls.length) {
      id = fresh++;
    } else {
      return -1;
    }
    calls[id] = call;
    return id;
  }

  /** Undoes the last claim, which no worker has seen. Publish lock held. */
  void unclaim(int id) {
    calls[id] = null;
    if (id == fresh - 1) {
      fresh--;
    } else {
      ring[--taken & (ring.length - 1)] = id;
    }
  }

  /**
   * Takes a call out and gives its id back. Drain lock held.
   *
   * @return null when no call has that id
   */
  @Nullable LaneCall<?> release(int id) {
    @Nullable LaneCall<?>[] all = calls;
    if (id < 0 || id >= all.length) {
      return null;
    }
    LaneCall<?> call = all[id];
    if (call == null) {
      return null;
    }
    all[id] = null;
    int position = returned;
    ring[position & (ring.length - 1)] = id;
    RETURNED.setRelease(this, position + 1);
    return call;
  }

  /** The call with an id, left where it is. Drain lock held. */
  @Nullable LaneCall<?> get(int id) {
    return id >= 0 && id < calls.length ? calls[id] : null;
  }

  /** Leaves {@link #FORGOTTEN} in a call's place. Drain lock held. */
  void forget(int id) {
    calls[id] = FORGOTTEN;
  }

  private static LaneCall<?> forgotten() {
    LaneCall<@Nullable Object> ended =
        new LaneCall<>(new LaneTask("forgotten", -1, value -> value, null, false, false), null);
    ended.complete(null);
    return ended;
  }

  int capacity() {
    return calls.length;
  }

  /** Doubles the table. Both locks held. */
  void grow() {
    int capacity = calls.length;
    @Nullable LaneCall<?>[] moreCalls = new LaneCall<?>[2 * capacity];
    System.arraycopy(calls, 0, moreCalls, 0, capacity);
    int[] moreIds = new int[2 * capacity];
    int waiting = returned - taken;
    for (int i = 0; i < waiting; i++) {
      moreIds[i] = ring[(taken + i) & (capacity - 1)];
    }
    calls = moreCalls;
    ring = moreIds;
    taken = 0;
    RETURNED.setVolatile(this, waiting);
  }
}
