package dev.intarsia.bridge.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.intarsia.bridge.mailbox.FrameHandler;
import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What publishing costs the collector: nothing. */
class EncodingAllocationTest {
  private static final int CALLS = 20_000;
  /** On a busy machine the compiler takes a while, and what it has not compiled may allocate. */
  private static final int ROUNDS = 60;

  private static final FrameHandler IGNORE = frame -> {};

  private final LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(1 << 20));
  private final MailboxPublisher publisher = new MailboxPublisher(lane);
  private final MailboxDrainer drainer = new MailboxDrainer(lane);

  @Test
  void shouldAllocateNothingForNumber() {
    assertThat(allocated((value, sink) -> sink.number(value), 1.5)).isZero();
  }

  @Test
  void shouldAllocateNothingForShortString() {
    assertThat(allocated((value, sink) -> sink.string(value), "sixteen letters!"))
        .isZero();
  }

  @Test
  void shouldAllocateNothingForLongString() {
    assertThat(allocated((value, sink) -> sink.string(value), "dreißig Zeichen".repeat(100)))
        .isZero();
  }

  @Test
  void shouldAllocateNothingForInlineBytes() {
    assertThat(allocated((value, sink) -> sink.binary(BinaryKind.UINT8_ARRAY, value, 0, value.length), new byte[480]))
        .isZero();
  }

  @Test
  void shouldAllocateNothingForArrayInRegion() {
    assertThat(allocated((value, sink) -> sink.binary(BinaryKind.FLOAT64_ARRAY, value), new double[1000]))
        .isZero();
  }

  /** Bytes for one call. The counter itself and a compiler's now and then cost a few bytes in all. */
  private <V> long allocated(PayloadEncoder<V> encoder, V value) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    publish(encoder, value, CALLS);
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least >= CALLS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      publish(encoder, value, CALLS);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least / CALLS;
  }

  private <V> void publish(PayloadEncoder<V> encoder, V value, int calls) {
    for (int i = 0; i < calls; i++) {
      if (!publisher.tryPublish(0, i, 0, encoder, value)) {
        throw new AssertionError("no room");
      }
      drainer.drain(IGNORE);
    }
  }
}
