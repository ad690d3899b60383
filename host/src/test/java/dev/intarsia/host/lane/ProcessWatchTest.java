package dev.intarsia.host.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.host.value.JavaValues;
import dev.intarsia.host.worker.LaneWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which process workers are ended by the hard timeout, judged by their mailbox and by the processor time that they get. */
class ProcessWatchTest {
  private static final long LIMIT_NS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

  /** A worker in a process: it answers nothing, and shows what the system says of it. */
  private static final class Shown extends HeapWorker {
    private final MailboxDrainer own = new MailboxDrainer(requestMemory);
    private final MailboxPublisher answers = new MailboxPublisher(replyMemory);
    private int taken;
    private long cpuMs;
    private boolean runnable;

    void takesItsCall() {
      assertThat(own.drain(frame -> taken = frame.taskId())).isEqualTo(1);
    }

    void answers() {
      assertThat(answers.tryPublishNumber(0, taken, 0, 1.0)).isTrue();
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public long cpuMs() {
      return cpuMs;
    }

    @Override
    public boolean isRunnable() {
      return runnable;
    }
  }

  private final ModelClock clock = new ModelClock();
  private final WorkerLane lane = new WorkerLane(
      JavaValues.encoder(), JavaValues.factory(), new ResultDrainer("watched", 0, 1, new Faults(fault -> {})));
  private final Shown worker = new Shown();
  private final List<LaneWorker> ended = new ArrayList<>();
  private final LaneCall<@Nullable Object> call =
      new LaneCall<>(new LaneTask("task", 0, value -> value, null, false, false), 1.0);

  @BeforeEach
  void submits() {
    lane.limit(new LaneLimits(lane, clock, LIMIT_NS, (at, stillRuns, why) -> ended.add(at)));
    lane.attach(worker);
    lane.submit(call);
  }

  @AfterEach
  void close() {
    lane.close(new IllegalStateException("closed"));
  }

  @Test
  void shouldEndAWorkerThatSleepsAndTakesNoCall() {
    clock.advance(2 * SECOND_NS);
    assertThat(ended).contains(worker);
  }

  @Test
  void shouldLeaveAWorkerThatGetsNoProcessorToTakeItsCall() {
    worker.runnable = true;
    clock.advance(10 * SECOND_NS);
    assertThat(ended).isEmpty();
    worker.cpuMs = 100;
    clock.advance(SECOND_NS);
    assertThat(ended).contains(worker);
  }

  @Test
  void shouldEndARunawayThatGetsItsProcessorLate() {
    clock.advance(1);
    worker.takesItsCall();
    worker.runnable = true;
    clock.advance(3 * SECOND_NS);
    assertThat(call.isDone()).isTrue();
    assertThat(ended).isEmpty();
    worker.cpuMs = 125;
    clock.advance(SECOND_NS);
    assertThat(ended).contains(worker);
  }

  @Test
  void shouldEndARunawayThoughNoOtherCallComes() {
    clock.advance(1);
    worker.takesItsCall();
    clock.advance(SECOND_NS);
    assertThat(call.isDone()).isTrue();
    worker.cpuMs = 200;
    clock.advance(SECOND_NS);
    assertThat(ended).contains(worker);
  }

  @Test
  void shouldLeaveAWorkerThatAnswersTooLate() {
    clock.advance(1);
    worker.takesItsCall();
    clock.advance(SECOND_NS);
    assertThat(call.isDone()).isTrue();
    worker.answers();
    worker.cpuMs = 200;
    clock.advance(SECOND_NS);
    assertThat(ended).isEmpty();
  }

  @Test
  void shouldLeaveAWorkerWhoseCallOnlyWaits() {
    clock.advance(1);
    worker.takesItsCall();
    worker.runnable = true;
    clock.advance(SECOND_NS);
    worker.runnable = false;
    clock.advance(SECOND_NS);
    worker.cpuMs = 100;
    worker.runnable = true;
    clock.advance(SECOND_NS);
    assertThat(call.isDone()).isTrue();
    assertThat(ended).isEmpty();
  }
}
