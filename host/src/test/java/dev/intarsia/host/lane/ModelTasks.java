package dev.intarsia.host.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.worker.Reply;
import dev.intarsia.bridge.worker.RunningStretch;
import dev.intarsia.bridge.worker.TaskExecutor;
import dev.intarsia.host.value.JavaValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the calls of the model do. A call's argument is its number. */
final class ModelTasks {
  enum Kind {
    /** Returns in time. */
    SHORT,
    /** Its promise settles in time. */
    LATER,
    /** Its promise never settles. */
    HUNG,
    /** Runs until it is interrupted. */
    RUNAWAY,
    /** Runs until its worker is ended. */
    DEAF
  }

  private record Started(Reply<Object> reply, double number, long dueNs) {}

  static final long LIMIT_NS = 1_500_000_000;

  private final ModelClock clock;
  private final List<Kind> kinds = new ArrayList<>();
  private final List<Long> durations = new ArrayList<>();
  final List<Integer> begun = new ArrayList<>();
  private final Map<ModelWorker, Kind> running = new HashMap<>();
  private final Map<ModelWorker, Long> since = new HashMap<>();

  ModelTasks(ModelClock clock) {
    this.clock = clock;
  }

  int add(Kind kind, long durationNs) {
    kinds.add(kind);
    durations.add(durationNs);
    begun.add(0);
    return kinds.size() - 1;
  }

  Kind kind(int number) {
    return kinds.get(number);
  }

  /** Only what really runs, and longer than it may, is interrupted or loses its worker. */
  void mayBeInterrupted(ModelWorker worker, RunningStretch stretch) {
    assertThat(running.get(worker)).as("what stretch %s runs", stretch).isIn(Kind.RUNAWAY, Kind.DEAF);
    assertThat(clock.nowNs() - since.getOrDefault(worker, Long.MAX_VALUE)).isGreaterThanOrEqualTo(LIMIT_NS);
  }

  void mayBeEnded(ModelWorker worker) {
    assertThat(running.get(worker)).isIn(Kind.RUNAWAY, Kind.DEAF);
  }

  TaskExecutor<Object> executor(ModelWorker worker) {
    return new Executor(worker);
  }

  private final class Executor implements TaskExecutor<Object> {
    private final ModelWorker worker;
    private final List<Started> waiting = new ArrayList<>();

    Executor(ModelWorker worker) {
      this.worker = worker;
    }

    @Override
    public int taskCount() {
      return 1;
    }

    @Override
    public PayloadFactory<Object> factory() {
      return JavaValues.factory();
    }

    @Override
    public PayloadEncoder<Object> encoder() {
      return JavaValues.encoder();
    }

    @Override
    public void execute(int functionId, Object argument, Reply<Object> reply) {
      int number = ((Number) argument).intValue();
      begun.set(number, begun.get(number) + 1);
      Kind kind = kinds.get(number);
      long dueNs = clock.nowNs() + durations.get(number);
      worker.interrupted = false;
      running.put(worker, kind);
      since.put(worker, clock.nowNs());
      if (kind == Kind.LATER || kind == Kind.HUNG) {
        waiting.add(new Started(reply, number, kind == Kind.HUNG ? Long.MAX_VALUE : dueNs));
      } else {
        runHere(kind, dueNs);
        if (worker.interrupted) {
          reply.reject("interrupted");
        } else {
          reply.resolve((double) number);
        }
      }
      running.remove(worker);
    }

    private void runHere(Kind kind, long dueNs) {
      while (!worker.killed) {
        boolean over = kind == Kind.SHORT ? clock.nowNs() >= dueNs : kind == Kind.RUNAWAY && worker.interrupted;
        if (over) {
          return;
        }
        worker.pause();
      }
    }

    @Override
    public int pump() {
      int done = 0;
      for (Started call : List.copyOf(waiting)) {
        if (call.dueNs() <= clock.nowNs()) {
          waiting.remove(call);
          call.reply().resolve(call.number());
          done++;
        }
      }
      return done;
    }

    @Override
    public long nextDueNs() {
      return waiting.stream().anyMatch(call -> call.dueNs() <= clock.nowNs()) ? 0 : Long.MAX_VALUE;
    }

    @Override
    public int pending() {
      return waiting.size();
    }

    @Override
    public void close() {}
  }
}
