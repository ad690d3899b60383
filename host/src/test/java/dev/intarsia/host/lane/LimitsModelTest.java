package dev.intarsia.host.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.TaskTimeoutException;
import dev.intarsia.host.WorkerLostException;
import dev.intarsia.host.lane.ModelTasks.Kind;
import dev.intarsia.host.value.JavaValues;
import dev.intarsia.host.worker.LaneWorker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random schedules of calls, workers, time, theft, cancelling and waiting limits on the real lanes, limits and worker loops.
 * In each: every call ends, no runaway is left, nobody innocent fails, no worker is ended that does not run a runaway, and
 * nothing runs twice or after it was taken back.
 */
@Timeout(300)
class LimitsModelTest {
  private static final int SEEDS = Integer.getInteger("intarsia.model.seeds", 2_000);
  private static final int STEPS = 150;
  private static final int LANES = 2;
  private static final long MS = 1_000_000;

  private final List<WorkerLane> lanes = new ArrayList<>();
  private final List<LaneCall<Double>> calls = new ArrayList<>();
  private final Set<Integer> takenBack = new HashSet<>();
  private final Map<WorkerLane, ModelWorker> workers = new HashMap<>();
  private final List<ModelWorker> all = new ArrayList<>();
  private final LaneTask task = new LaneTask("model", 0, value -> value, null, false, false);

  @Test
  void shouldHoldLimitsInEverySchedule() throws InterruptedException {
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        run(new Random(seed));
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      } finally {
        clear();
      }
    }
  }

  @AfterEach
  void clear() throws InterruptedException {
    for (ModelWorker worker : all) {
      worker.finish();
    }
    all.clear();
    lanes.clear();
    calls.clear();
    takenBack.clear();
    workers.clear();
  }

  private void run(Random random) {
    ModelClock clock = new ModelClock();
    ModelTasks tasks = new ModelTasks(clock);
    ResultDrainer drainer = new ResultDrainer("model", 0, 1, new Faults(fault -> {}));
    for (int i = 0; i < LANES; i++) {
      WorkerLane lane = new WorkerLane(JavaValues.encoder(), JavaValues.factory(), drainer);
      lane.limit(new LaneLimits(
          lane, clock, ModelTasks.LIMIT_NS, (at, stillRuns, why) -> end(lane, at, stillRuns, why, clock, tasks)));
      lanes.add(lane);
      seat(lane, clock, tasks);
    }
    if (random.nextBoolean()) {
      lanes.forEach(lane -> lane.stealFrom(lanes));
    }
    for (int step = 0; step < STEPS; step++) {
      step(random, clock, tasks);
    }
    settle(clock);
    judge(tasks);
  }

  private void seat(WorkerLane lane, ModelClock clock, ModelTasks tasks) {
    ModelWorker worker = new ModelWorker(clock, tasks);
    all.add(worker);
    workers.put(lane, worker);
    lane.attach(worker);
  }

  private ModelWorker workerOf(WorkerLane lane) {
    return Objects.requireNonNull(workers.get(lane));
  }

  /** What the seat does. */
  private void end(
      WorkerLane lane, LaneWorker at, LaneLimits.StillRuns stillRuns, String why, ModelClock clock, ModelTasks tasks) {
    if (stillRuns.act(() -> lane.reclaim(at))) {
      ModelWorker worker = workerOf(lane);
      tasks.mayBeEnded(worker);
      boolean _ = lane.detach(at, new WorkerLostException(why, null));
      at.kill();
      worker.resume();
      seat(lane, clock, tasks);
    }
  }

  private void step(Random random, ModelClock clock, ModelTasks tasks) {
    WorkerLane lane = lanes.get(random.nextInt(LANES));
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> submit(random, lane, tasks);
      case 3, 4, 5, 6 -> workerOf(lane).resume();
      case 7, 8 -> lane.poll();
      case 9, 10 -> advance(random, clock);
      default -> takeBack(random);
    }
  }

  /** Every worker has a turn then: one that is starved would be right to be taken for a runaway. */
  private void advance(Random random, ModelClock clock) {
    clock.advance(random.nextInt(100) * MS);
    workers.values().forEach(ModelWorker::resume);
  }

  private void submit(Random random, WorkerLane lane, ModelTasks tasks) {
    int chance = random.nextInt(20);
    Kind kind = chance < 12
        ? Kind.SHORT
        : chance < 16 ? Kind.LATER : chance == 16 ? Kind.HUNG : chance == 17 ? Kind.DEAF : Kind.RUNAWAY;
    int number = tasks.add(kind, kind == Kind.SHORT ? random.nextInt(40) * MS : random.nextInt(100) * MS);
    LaneCall<Double> call = new LaneCall<>(task, (double) number);
    calls.add(call);
    lane.submit(call);
  }

  private void takeBack(Random random) {
    if (calls.isEmpty()) {
      return;
    }
    int number = random.nextInt(calls.size());
    LaneCall<Double> call = calls.get(number);
    Lane lane = call.lane();
    if (!call.isDone() && lane != null && lane.expire(call)) {
      takenBack.add(number);
      boolean _ = call.cancel(false);
    }
  }

  /** Workers go on often enough that nothing is late by the schedule's fault. */
  private void settle(ModelClock clock) {
    for (int round = 0; round < 100_000 && calls.stream().anyMatch(call -> !call.isDone()); round++) {
      for (WorkerLane lane : lanes) {
        workerOf(lane).resume();
        int _ = lane.poll();
      }
      clock.advance(20 * MS);
    }
    for (int round = 0; round < 200; round++) {
      workers.values().forEach(ModelWorker::resume);
      lanes.forEach(WorkerLane::poll);
      clock.advance(20 * MS);
    }
  }

  private void judge(ModelTasks tasks) {
    for (int number = 0; number < calls.size(); number++) {
      LaneCall<Double> call = calls.get(number);
      Kind kind = tasks.kind(number);
      assertThat(call).as("call %s of kind %s", number, kind).isDone();
      if (takenBack.contains(number)) {
        assertThat(tasks.begun.get(number))
            .as("runs of call %s, taken back", number)
            .isZero();
        continue;
      }
      assertThat(tasks.begun.get(number)).as("runs of call %s", number).isEqualTo(1);
      Throwable failure = failure(call);
      if (failure instanceof WorkerLostException) {
        assertThat(kind).isIn(Kind.LATER, Kind.HUNG); // it had begun where a deaf one ended the worker
        assertThat(failure).hasMessageContaining("had begun there");
      } else if (kind == Kind.SHORT || kind == Kind.LATER) {
        assertThat(failure).as("failure of innocent call %s", number).isNull();
        assertThat(call.join()).isEqualTo(number);
      } else {
        assertThat(failure).as("failure of call %s, %s", number, kind).isInstanceOf(TaskTimeoutException.class);
      }
    }
    assertThat(workers.values()).as("workers with a runaway").noneMatch(ModelWorker::runsATask);
    assertThat(lanes).noneMatch(WorkerLane::busy);
  }

  private static @Nullable Throwable failure(LaneCall<Double> call) {
    return call.isCompletedExceptionally() ? call.exceptionNow() : null;
  }
}
