package dev.intarsia.host.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.host.Priority;
import dev.intarsia.host.TaskTimeout;
import dev.intarsia.host.WorkerLostException;
import dev.intarsia.host.WorkerLostException.Outcome;
import dev.intarsia.host.value.JavaValues;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of calls that no worker has begun: another begins them, or they are told so. */
class WaitingCallsTest {
  private final ResultDrainer drainer = new ResultDrainer("waiting", 0, 1, new Faults(fault -> {}));
  private final WorkerLane busy = lane();
  private final WorkerLane idle = lane();

  private WorkerLane lane() {
    return new WorkerLane(JavaValues.encoder(), JavaValues.factory(), drainer);
  }

  private static LaneCall<Double> call(@Nullable TaskTimeout timeout, @Nullable Object affinity) {
    LaneTask task = new LaneTask("task", 0, value -> value, timeout, false, false);
    LaneCall<Double> made = new LaneCall<>(task, 1.0);
    if (affinity != null) {
      made.extras(new CallExtras(Priority.NORMAL, affinity));
    }
    return made;
  }

  private static LaneCall<Double> call() {
    return call(null, null);
  }

  private void steals() {
    busy.stealFrom(List.of(busy, idle));
    idle.stealFrom(List.of(busy, idle));
    idle.attach(new MuteWorker(true));
  }

  @Test
  void shouldTakeTheOnlyCallOfALaneWithoutAWorker() {
    steals();
    busy.submit(call());
    assertThat(idle.steal()).isEqualTo(1);
    assertThat(busy.busy()).isFalse();
    assertThat(idle.published()).isEqualTo(1);
  }

  @Test
  void shouldLeaveTheOnlyCallOfALaneThatServes() {
    steals();
    busy.attach(new MuteWorker(true));
    busy.submit(call());
    assertThat(idle.steal()).isZero();
    assertThat(busy.load()).isEqualTo(1);
  }

  @Test
  void shouldTakeWhatWaitsBehindACallThatIsTied() {
    steals();
    LaneCall<Double> tied = call(null, "key");
    LaneCall<Double> free = call();
    busy.submit(tied);
    busy.submit(free);
    assertThat(idle.steal()).isEqualTo(1);
    assertThat(free.lane()).isSameAs(idle);
    assertThat(tied.lane()).isSameAs(busy);
    assertThat(idle.steal()).as("it has a call itself").isZero();
    assertThat(busy.queued()).isEqualTo(1);
  }

  @Test
  void shouldLetACallWithALimitWaitForAnyWorker() {
    steals();
    LaneCall<Double> limited = call(TaskTimeout.of(Duration.ofHours(1)), null);
    busy.submit(limited);
    assertThat(idle.steal()).isEqualTo(1);
    assertThat(limited.lane()).isSameAs(idle);
  }

  @Test
  void shouldSkipWhatHasEnded() {
    steals();
    LaneCall<Double> ended = call();
    LaneCall<Double> free = call();
    busy.submit(ended);
    busy.submit(free);
    ended.cancel();
    assertThat(idle.steal()).isEqualTo(1);
    assertThat(free.lane()).isSameAs(idle);
  }

  /** A call that is handed to one worker after the other may be what they die of; but it has not begun. */
  @Test
  void shouldSayThatACallHasNotBegunWhoseWorkersNeverTookIt() {
    LaneCall<Double> made = call();
    busy.submit(made);
    for (int i = 0; i < 4; i++) {
      assertThat(made).as("lost " + i + " workers").isNotDone();
      MuteWorker worker = new MuteWorker(false);
      busy.attach(worker);
      assertThat(busy.load()).isEqualTo(1);
      boolean ended = busy.detach(worker, new WorkerLostException("The mute worker was lost: killed", null));
      assertThat(ended).isEqualTo(i == 3);
    }
    assertThatThrownBy(made::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WorkerLostException.class, lost -> assertThat(lost.outcome()).isEqualTo(Outcome.NOT_STARTED))
        .hasMessageContaining("given to 4 workers")
        .hasMessageNotContaining("effects");
  }

  /** Whoever calls again after such a loss is told what is true of the last worker. */
  @Test
  void shouldRetryWhatWasHandedBackTooOften() {
    LaneCall<Double> made = call();
    made.retries(1);
    busy.submit(made);
    for (int i = 0; i < 5; i++) {
      MuteWorker worker = new MuteWorker(false);
      busy.attach(worker);
      boolean _ = busy.detach(worker, new WorkerLostException("The mute worker was lost: killed", null));
    }
    assertThat(made).isCompletedExceptionally();
    assertThat(made.exceptionNow())
        .isInstanceOfSatisfying(
            WorkerLostException.class, lost -> assertThat(lost.outcome()).isEqualTo(Outcome.NOT_STARTED));
  }
}
