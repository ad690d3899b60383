package dev.intarsia.host.lane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of a pool that brings in results nobody waits for. It dozes with growing naps while
 * others drain, lingers so for a while when nothing is under way, and then sleeps: who calls again at
 * once need not wake it. Workers wake it when replies lie unread. Nothing that is thrown in a turn ends it.
 */
public final class ResultDrainer implements Runnable {
  private static final int AWAKE = 0;
  private static final int DOZING = 1;
  private static final int LINGERING = 2;
  private static final int ASLEEP = 3;
  private static final long FIRST_NAP_NS = 50_000;
  private static final int LONGEST_DOUBLING = 16;
  /** Naps without a call before the sleep without an end: some 25 ms. */
  private static final int LINGER_NAPS = 9;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(ResultDrainer.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final List<Lane> lanes = new CopyOnWriteArrayList<>();
  private final int stallFreeLoops;
  private final long longestNapNs;
  private final Thread thread;
  private final Faults faults;
  private volatile boolean closed;

  /** Calls whose end failed, linked by {@link LaneCall#next}: taking one in needs no memory. */
  private final AtomicReference<@Nullable LaneCall<?>> unended = new AtomicReference<>();

  @SuppressWarnings("unused")
  private int state = AWAKE;

  /**
   * @param stallFreeLoops looks without a result before the first nap
   * @param maxBackoffMs longest nap while calls are under way
   */
  public ResultDrainer(String name, int stallFreeLoops, int maxBackoffMs, Faults faults) {
    this.faults = faults;
    this.stallFreeLoops = Math.max(0, stallFreeLoops);
    this.longestNapNs = Math.max(FIRST_NAP_NS, maxBackoffMs * 1_000_000L);
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this);
  }

  public void start() {
    thread.start();
  }

  public void add(Lane lane) {
    lanes.add(lane);
    wake();
  }

  /** Wakes it from any sleep. Cheap while it is awake. */
  public void wake() {
    if ((int) STATE.getVolatile(this) != AWAKE) {
      STATE.setVolatile(this, AWAKE);
      LockSupport.unpark(thread);
    }
  }

  /** Wakes it only from the sleep without an end; a doze ends by itself. */
  void wakeIfAsleep() {
    if ((int) STATE.getOpaque(this) == ASLEEP) {
      wake();
    }
  }

  /** Wakes it where nothing was under way when it last looked. */
  void wakeIfQuiet() {
    if ((int) STATE.getOpaque(this) >= LINGERING) {
      wake();
    }
  }

  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  /**
   * Takes over a call that could not be ended, as for want of memory, or whose callback threw an Error.
   *
   * @param why what it ends with where it has no end yet
   */
  void endLater(LaneCall<?> call, Throwable why) {
    faults.tell(why);
    if (!call.isDone()) {
      call.answered(why, true);
      LaneCall<?> head;
      do {
        head = unended.get();
        call.next = head;
      } while (!unended.compareAndSet(head, call));
      wake();
    }
  }

  /** Ends what could not be ended before. What fails again comes back here. */
  private void endUnended() {
    LaneCall<?> call = unended.get() == null ? null : unended.getAndSet(null);
    while (call != null) {
      LaneCall<?> following = call.next;
      call.next = null;
      try {
        call.settle();
      } catch (Throwable again) {
        endLater(call, again);
      }
      call = following;
    }
  }

  Thread thread() {
    return thread;
  }

  @Override
  public void run() {
    while (!closed || unended.get() != null) {
      try {
        endUnended();
        drain();
      } catch (
          Throwable
              fault) { // of a callback, a decoder, or for want of memory: others wait for their results all the same
        faults.tell(fault);
        LockSupport.parkNanos(this, FIRST_NAP_NS);
      }
    }
  }

  private void drain() {
    int stalls = 0;
    int naps = 0;
    long published = 0;
    long settledByAll = 0;
    long settledByMe = 0;
    boolean othersHelp = false;
    boolean wasQuiet = false;
    while (!closed && unended.get() == null) {
      long before = settled();
      int work = poll();
      settledByMe += Math.min(work, settled() - before);
      if (work > 0 && !othersHelp) {
        stalls = 0;
        naps = 0;
      } else if (stalls++ >= stallFreeLoops || othersHelp) {
        long publishedNow = activity();
        long settledNow = settled();
        boolean quiet = publishedNow == published && !busy();
        othersHelp = settledNow - settledByAll > settledByMe;
        published = publishedNow;
        settledByAll = settledNow;
        settledByMe = 0;
        boolean asleep = quiet && naps >= LINGER_NAPS;
        sleep(asleep ? ASLEEP : quiet ? LINGERING : DOZING, !othersHelp, naps);
        naps = asleep || (wasQuiet && !quiet) ? 0 : naps + 1;
        wasQuiet = quiet;
        stalls = asleep ? 0 : stalls;
      } else {
        Thread.onSpinWait();
      }
    }
  }

  /**
   * @param how one of the states; asleep is without an end
   * @param alone nobody else drains: let the workers wake this thread for every reply
   */
  private void sleep(int how, boolean alone, int naps) {
    boolean quiet = how != DOZING;
    STATE.setVolatile(this, how);
    try {
      sleepDeclared(how, quiet, alone, naps);
    } finally {
      STATE.setVolatile(this, AWAKE);
    }
  }

  private void sleepDeclared(int how, boolean quiet, boolean alone, int naps) {
    boolean registered = false;
    if (!quiet) {
      for (Lane lane : lanes) {
        registered |= lane.drainerWaits(alone);
      }
    }
    // The declaration is visible now: a lane that becomes busy after this look wakes us.
    if (!closed && unended.get() == null && !(quiet && busy()) && !unread()) {
      if (how == ASLEEP) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, Math.min(longestNapNs, FIRST_NAP_NS << Math.min(naps, LONGEST_DOUBLING)));
      }
    }
    if (registered) {
      lanes.forEach(Lane::drainerLeaves);
    }
  }

  private long settled() {
    long settled = 0;
    for (Lane lane : lanes) {
      settled += lane.settledCount();
    }
    return settled;
  }

  private int poll() {
    int work = 0;
    for (Lane lane : lanes) {
      work += lane.busy() ? lane.poll() : lane.steal();
    }
    return work;
  }

  private boolean busy() {
    for (Lane lane : lanes) {
      if (lane.busy()) {
        return true;
      }
    }
    return false;
  }

  private boolean unread() {
    for (Lane lane : lanes) {
      if (lane.hasUnread()) {
        return true;
      }
    }
    return false;
  }

  private long activity() {
    long published = 0;
    for (Lane lane : lanes) {
      published += lane.published();
    }
    return published;
  }
}
