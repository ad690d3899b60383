package dev.intarsia.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.boot.BootPayload;
import dev.intarsia.bridge.boot.LaneDescriptor;
import dev.intarsia.bridge.boot.MemoryDescriptor;
import dev.intarsia.bridge.boot.MemorySlice;
import dev.intarsia.bridge.boot.WorkerOptions;
import dev.intarsia.bridge.boot.WorkerTimers;
import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.memory.ProcessMapping;
import dev.intarsia.bridge.memory.SharedMemoryException;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.steal.StealingDrainer;
import dev.intarsia.bridge.steal.StealingPublisher;
import dev.intarsia.protocol.layout.AbortLayout;
import dev.intarsia.protocol.layout.StealLayout;
import dev.intarsia.protocol.spec.Requirement;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharingRulesTest {
  private static final int LANES = 8;

  @Test
  @Requirement({"STL-004", "STL-005", "STL-008"})
  void shouldGiveEveryFrameToOneConsumerAndItsOwnReturnLane() throws Exception {
    int frames = 30_000;
    int consumers = 2;
    LaneMemory requests = LaneMemory.inProcess(PayloadOptions.fixed(4096));
    StealingPublisher publisher = new StealingPublisher(requests, consumers, LANES);
    AtomicInteger taken = new AtomicInteger();
    List<MailboxDrainer> replies = new ArrayList<>();
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int consumer = 0; consumer < consumers; consumer++) {
      LaneMemory back = LaneMemory.inProcess(PayloadOptions.fixed(4096));
      MailboxPublisher answers = new MailboxPublisher(back);
      replies.add(new MailboxDrainer(back));
      StealingDrainer drainer = new StealingDrainer(requests, consumers, LANES, consumer);
      threads.add(CompletableFuture.runAsync(() -> consume(drainer, answers, taken, frames)));
    }
    BitSet answered = new BitSet(frames);
    int next = 0;
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (answered.cardinality() < frames && System.nanoTime() < until) {
      if (next < frames && publisher.tryPublishNumber(0, next, 0, 0)) {
        next++;
      }
      for (MailboxDrainer reply : replies) {
        reply.drain(frame -> {
          assertThat(answered.get(frame.taskId()))
              .as("task %d answered twice", frame.taskId())
              .isFalse();
          answered.set(frame.taskId());
        });
      }
    }
    assertThat(answered.cardinality()).isEqualTo(frames);
    for (CompletableFuture<Void> thread : threads) {
      thread.get(10, TimeUnit.SECONDS);
    }
  }

  private static void consume(StealingDrainer drainer, MailboxPublisher answers, AtomicInteger taken, int frames) {
    List<Integer> claimed = new ArrayList<>();
    while (taken.get() < frames) {
      drainer.drain(frame -> claimed.add(frame.taskId()));
      for (int taskId : claimed) {
        while (!answers.tryPublishNumber(0, taskId, 0, 0)) {
          Thread.onSpinWait();
        }
        taken.incrementAndGet();
      }
      claimed.clear();
    }
  }

  @Test
  @Requirement({"STL-003", "STL-007"})
  void shouldTakeOverFromAConsumerThatDied() {
    LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(4096));
    StealingPublisher publisher = new StealingPublisher(lane, 2, LANES);
    StealingDrainer survivor = new StealingDrainer(lane, 2, LANES, 1);
    publisher.tryPublishNumber(0, 5, 0, 0);
    // Consumer 0 claimed the last group and died before it acknowledged anything.
    lane.headers().set(ValueLayout.JAVA_INT, StealLayout.WANT_OFFSET, 1 << 3);
    List<Integer> taken = new ArrayList<>();
    assertThat(survivor.drain(frame -> taken.add(frame.taskId()))).isZero();
    assertThat(publisher.deactivate(0)).isTrue();
    assertThat(survivor.drain(frame -> taken.add(frame.taskId()))).isEqualTo(1);
    assertThat(taken).containsExactly(5);
    assertThat(publisher.deactivate(0)).isFalse();
  }

  @Test
  @Requirement({"ABT-002", "ABT-006", "ABT-007"})
  void shouldReadAbortSignalsFromTheFunctionWord() {
    MemorySegment words = Arena.ofAuto().allocate(AbortLayout.bitmapBytes(40), 64);
    AbortSignals host = new AbortSignals(words, 40);
    AbortSignals worker = new AbortSignals(words, 40);
    LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(4096));
    int signal = host.acquire();
    new MailboxPublisher(lane).tryPublishNumber(((signal + 1) << 16) | 3, 0, 0, 1);
    new MailboxDrainer(lane).drain(frame -> {
      assertThat(frame.functionId()).isEqualTo(3);
      assertThat(worker.isAborted(frame.functionMeta() - 1)).isFalse();
      host.abort(signal);
      assertThat(worker.isAborted(frame.functionMeta() - 1)).isTrue();
    });
    assertThat(worker.isAborted(-1)).isFalse();
    assertThat(worker.isAborted(65_534)).isFalse();
    host.release(signal);
    assertThat(worker.isAborted(signal)).isFalse();
  }

  @Test
  @Requirement("LOCK-003")
  void shouldRefuseTwoLockSectorsForOneLane() {
    MemoryDescriptor memory = new MemoryDescriptor(0, null, 1 << 20, 1 << 20, null, null, null);
    MemorySlice sector = new MemorySlice(memory, 192, 256);
    LaneDescriptor lane = new LaneDescriptor(
        new MemorySlice(memory, 704, 18432),
        144,
        sector,
        new MemorySlice(memory, 448, 256),
        new MemorySlice(memory, 37568, 65536));
    BootPayload boot = new BootPayload(
        new MemorySlice(memory, 0, 192),
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        0,
        1,
        0,
        lane,
        lane,
        null,
        new WorkerOptions(WorkerTimers.UNSET, false, null, null, null));
    assertThatThrownBy(() -> ProcessMapping.map(boot))
        .isInstanceOf(SharedMemoryException.class)
        .hasMessageContaining("sectors");
  }
}
