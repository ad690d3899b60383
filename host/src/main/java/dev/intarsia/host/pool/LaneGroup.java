package dev.intarsia.host.pool;

import dev.intarsia.host.Balancer;
import dev.intarsia.host.InlinerOptions;
import dev.intarsia.host.PoolStatistics.LaneState;
import dev.intarsia.host.PoolStatistics.LaneStatistics;
import dev.intarsia.host.lane.Faults;
import dev.intarsia.host.lane.InlineLane;
import dev.intarsia.host.lane.Lane;
import dev.intarsia.host.lane.LaneCall;
import dev.intarsia.host.lane.ResultDrainer;
import dev.intarsia.host.lane.WorkerLane;
import dev.intarsia.host.value.JavaValues;
import dev.intarsia.host.worker.JavaTask;
import dev.intarsia.host.worker.LaneWorker;
import dev.intarsia.host.worker.WorkerKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lanes of one kind of worker, and the host's own where its tasks may run there. */
final class LaneGroup {
  private final WorkerKind kind;
  private final List<WorkerSeat> seats = new ArrayList<>();
  private final List<Lane> lanes = new ArrayList<>();
  private final LaneChooser here;
  private final LaneChooser workers;
  private final Balancer balancer;
  private final int mark;
  private final LaneChooser all;
  private final int dispatchThreshold;
  private final @Nullable InlineLane inline;
  /** The lanes to other machines; none where the group has no others beside them. */
  private final List<WorkerLane> far;

  LaneGroup(WorkerKind kind, PoolSettings settings, ResultDrainer drainer, PoolClock clock, PoolDebug debug) {
    this.kind = kind;
    for (int i = 0; i < kind.count(); i++) {
      WorkerLane lane = new WorkerLane(JavaValues.encoder(), settings.replies().get(), drainer);
      seats.add(new WorkerSeat(i, lane, kind.factory(), settings, clock, debug));
      lanes.add(lane);
    }
    balancer = settings.balancer();
    List<WorkerLane> workerLanes = seats.stream().map(WorkerSeat::lane).toList();
    WorkerLane.together(workerLanes);
    WorkerKind.Outside outside = kind.outside();
    int near = outside == null ? kind.count() : outside.from();
    for (int i = near; outside != null && i < kind.count(); i++) {
      workerLanes.get(i).leadsOutside(outside.loss());
    }
    far = near == 0 ? List.of() : workerLanes.subList(near, kind.count());
    mark = outside == null ? 0 : outside.mark();
    if (settings.steals(kind.count())) {
      workerLanes.subList(0, near).forEach(lane -> lane.stealFrom(workerLanes));
      List<WorkerLane> away = workerLanes.subList(near, kind.count());
      away.forEach(lane -> lane.stealFrom(mark == 0 ? workerLanes : away));
    }
    if (mark > 0 && near > 0) {
      lanes.subList(near, kind.count()).clear(); // the balancer sees those of this machine alone
    }
    here = new LaneChooser(balancer, workerLanes.subList(0, near).toArray(Lane[]::new));
    workers = new LaneChooser(balancer, lanes.toArray(Lane[]::new));
    InlinerOptions inliner = settings.options().inliner();
    inline = inliner == null || !inlinable(kind) ? null : new InlineLane(this::runInline, inliner.batchSize(), drainer);
    dispatchThreshold = inliner == null ? 1 : inliner.dispatchThreshold();
    if (inline != null) {
      lanes.add(inliner != null && inliner.first() ? 0 : lanes.size(), inline);
    }
    all = new LaneChooser(balancer, lanes.toArray(Lane[]::new));
    far.stream().filter(lane -> !lanes.contains(lane)).forEach(lanes::add);
    lanes.forEach(drainer::add);
  }

  private static boolean inlinable(WorkerKind kind) {
    return kind.tasks().stream().allMatch(task -> task.java() != null);
  }

  /** Workers are started apart from the constructor, so that a failing one finds the group complete. */
  void start() {
    seats.forEach(WorkerSeat::seatFirst);
  }

  private @Nullable Object runInline(int functionId, @Nullable Object argument, dev.intarsia.host.TaskContext context)
      throws Exception {
    JavaTask task = kind.tasks().get(functionId).java();
    if (task == null) {
      throw new IllegalStateException(
          "Task " + functionId + " of the " + kind.name() + " workers can't run on the host");
    }
    return task.function().run(task.argument().apply(argument), context);
  }

  /** Runs a call on the calling thread. */
  void runHere(LaneCall<?> call) {
    InlineLane.runHere(call, this::runInline);
  }

  Lane choose(LaneCall<?> call, long inFlightOfTask) {
    Lane lane = inline != null && inFlightOfTask < dispatchThreshold && !seats.isEmpty()
        ? workers.choose(call)
        : all.choose(call);
    Lane best = far.isEmpty() ? lane : nearOrFar(lane, call);
    return unserved(best) ? another(best) : best;
  }

  /** The lane, or one to another machine that can take more; not one to where nobody can. */
  @SuppressWarnings("ReferenceEquality") // this very lane
  private Lane nearOrFar(Lane lane, LaneCall<?> call) {
    if (mark == 0) {
      return far.stream().anyMatch(away -> away == lane && !away.takesCalls()) ? here.choose(call) : lane;
    }
    long least = lane.load();
    Lane best = lane;
    if (least >= mark && !LaneChooser.isTied(call, balancer)) {
      for (WorkerLane away : far) {
        long load = away.load();
        if (load < least && away.takesCalls()) {
          least = load;
          best = away;
        }
      }
    }
    return best;
  }

  /** Whether the lane's worker is gone, and another has yet to come, or to show that it starts at all; or has nobody to call. */
  private boolean unserved(Lane lane) {
    if (!(lane instanceof WorkerLane workerLane)) {
      return false;
    }
    LaneWorker worker = workerLane.worker();
    boolean nobodyThere = !far.isEmpty() && workerLane.isOutside() && !workerLane.takesCalls();
    return worker == null || nobodyThere || workerLane.refuses() || (workerLane.onTrial() && !worker.ready());
  }

  /** The least busy lane that has a worker; where none has, one that waits for its worker rather than refuse calls. */
  private Lane another(Lane chosen) {
    Lane best = null;
    for (Lane lane : lanes) {
      if (!unserved(lane) && (best == null || lane.load() < best.load())) {
        best = lane;
      }
    }
    for (int i = 0; best == null && i < lanes.size(); i++) {
      if (!(lanes.get(i) instanceof WorkerLane lane) || !lane.refuses()) {
        best = lanes.get(i);
      }
    }
    return best == null ? chosen : best;
  }

  List<Lane> lanes() {
    return lanes;
  }

  WorkerKind kind() {
    return kind;
  }

  List<WorkerSeat> seats() {
    return seats;
  }

  List<LaneStatistics> statistics() {
    List<LaneStatistics> all = new ArrayList<>();
    for (WorkerSeat seat : seats) {
      all.add(seat.statistics(kind.name()));
    }
    if (inline != null) {
      all.add(
          new LaneStatistics("host", inline.published(), inline.settledCount(), inline.queued(), 0, LaneState.READY));
    }
    return all;
  }

  /**
   * Ends calls and workers; what one of them throws keeps no other from its end.
   *
   * @param last gets the workers to wait for
   */
  void close(Throwable cause, List<LaneWorker> last, Faults faults) {
    for (Lane lane : lanes) {
      faults.guard(() -> lane.close(cause)).run();
    }
    for (WorkerSeat seat : seats) {
      LaneWorker worker = seat.close();
      if (worker != null) {
        last.add(worker);
        faults.guard(worker::stop).run();
      }
    }
  }
}
