package dev.intarsia.host.lane;

import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.worker.RunningStretch;
import dev.intarsia.host.WorkerLostException;
import dev.intarsia.host.worker.HostWaker;
import dev.intarsia.host.worker.LaneWorker;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The host's end of one worker: takes calls in, publishes them to the worker, and ends them with its replies. */
public final class WorkerLane extends LaneExchange {
  /*
   * How a lane works
   * ================
   *
   * A lane is two mailboxes in shared memory: the host publishes calls into one and drains replies from the other. There is
   * no thread of the host's that does this. A caller publishes its own call, and whoever waits for a result drains the
   * replies of all, so a call alone never waits for a thread to be scheduled. Only results that nobody waits for are brought
   * in by a thread of the pool, the ResultDrainer.
   *
   * One object, cut into layers
   * ---------------------------
   * A lane is one object, because all of its parts read the same few words on every call. Each layer is a class that uses
   * only those below it:
   *
   *   WorkerLane        this class: the turn that a thread takes, and where a call is
   *   LaneExchange      workers come, retire and are lost; closing
   *   LaneStealing      calls go to an idle lane of the same kind
   *   LaneWithdrawing   calls are taken back or forgotten, one by one
   *   LaneDraining      replies come in and end their calls
   *   LanePublishing    calls go out, or into the queue
   *   LaneWaiting       threads that wait for results
   *   LaneState         both locks, counts, table of calls, queue, worker
   *
   * Two locks
   * ---------
   * The publish lock guards the sending side: mailbox publisher, ids given out, taking from the queue. The drain lock guards
   * the receiving side: mailbox drainer, ids given back, the list of calls whose replies have just come. Whoever takes both
   * takes the publish lock first. Fields and methods say in @GuardedBy what they need, and Error Prone checks it. Words say it
   * where that annotation can't: in the methods of CallTable and CallQueue, and where a method needs both locks (it names the
   * one that is taken second).
   *
   * Both are spin locks that are held for less than a microsecond, and most callers only try them. A thread that finds the
   * drain lock taken leaves the replies to its holder. One that finds the publish lock taken puts its call into the queue, and
   * the holder looks at the queue after it has released the lock. Either the holder sees the call, or the caller, who tries the
   * lock again after it has pushed (flush), finds it free: push and unlock are full fences.
   *
   * No call ends under a lock. Ending a call runs callbacks of the caller, which may call the pool again, block or throw. So
   * draining links the calls into a list, releases the lock, and ends them then. That list is the drainer's own: another
   * thread may drain the next replies meanwhile.
   *
   * No wake-up is lost
   * ------------------
   * A thread that waits polls for a while (LaneSpin), then enters itself as the lane's waiter, looks once more for replies,
   * for its call's end and for room to publish, and only then sleeps. The worker publishes its reply and then looks for a
   * waiter. Each side stores first and looks second, with a full fence between, so at least one of them sees the other. A
   * lane has one waiter; further threads are sleepers, whom the ResultDrainer wakes by ending their calls, and a waiter that
   * leaves while calls are under way wakes that thread to take over. The same holds for a call that moves: whoever gives it
   * away stores its new lane and then looks for the waiter, who looks at the call's lane after it has entered itself.
   *
   * Stealing
   * --------
   * An idle lane takes from the busiest one. Calls in the queue go first, since they cost nothing; then calls in slots that
   * the worker has not claimed: thread workers claim a slot by compare-and-set before they read it (SlotClaims), and a thief
   * claims it the same way under both locks, so one of them has the call. A process claims nothing, so what was published to
   * it stays. The lowest slots go first: a worker takes its slots from the highest, so these are the ones it reads last.
   * While it moves, a call is counted in one of the two lanes at least, so that a pool never looks idle.
   *
   * Ends of workers
   * ---------------
   * When a worker is lost, what it has answered counts, what it has certainly not begun goes back to the head of the queue,
   * and the rest fails, or goes back too where the caller allowed retries. Its memory may hold anything then, so it is only
   * believed while nothing wrong was found in it (poison, faulty).
   *
   * Which word is written and read in which mode is in docs/synchronization.md.
   */

  public WorkerLane(PayloadEncoder<Object> encoder, PayloadFactory<Object> factory, ResultDrainer drainer) {
    super(encoder, factory, drainer);
  }

  /**
   * Drains replies unless somebody else does, ends their calls, and publishes what waits.
   *
   * @return calls ended or published
   */
  @Override
  public int poll() {
    int work = drain();
    if (retiring != null) {
      retireWhenIdle();
    }
    if (!queue.isEmpty()) {
      work += flush();
    }
    return work + steal();
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

  /** What the lane's worker tells the host. */
  public final class Waker implements HostWaker {
    private final Consumer<Throwable> onLost;

    public Waker(Consumer<Throwable> onLost) {
      this.onLost = onLost;
    }

    @Override
    public void progressed() {
      wakeWaiter();
    }

    @Override
    public boolean waits() {
      return hasWaiter();
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
}
