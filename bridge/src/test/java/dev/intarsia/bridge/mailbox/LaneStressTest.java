package dev.intarsia.bridge.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.payload.PayloadSink;
import dev.intarsia.bridge.payload.PlainFactory;
import dev.intarsia.bridge.steal.StealingDrainer;
import dev.intarsia.bridge.steal.StealingPublisher;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Lanes between threads, with a payload area too small for all that is in flight. */
class LaneStressTest {
  private static final int FRAMES = 40_000;
  /** A busy machine may take long; it never needs this long. */
  private static final int LIMIT_SECONDS = 180;

  private static final int CONSUMERS = 3;

  private static boolean encode(int number, PayloadSink sink) {
    return switch (number % 4) {
      case 0 -> sink.number(number);
      case 1 -> sink.string("number " + number);
      case 2 -> sink.string(text(number));
      default -> sink.binary(BinaryKind.UINT8_ARRAY, bytes(number), 0, 520 + number % 700);
    };
  }

  private static String text(int number) {
    return Integer.toString(number).repeat(100 + number % 50);
  }

  private static byte[] bytes(int number) {
    byte[] bytes = new byte[520 + number % 700];
    Arrays.fill(bytes, (byte) number);
    return bytes;
  }

  private static boolean isRight(int number, Object read) {
    return switch (number % 4) {
      case 0 -> read.equals((double) number);
      case 1 -> read.equals("number " + number);
      case 2 -> read.equals(text(number));
      default -> Arrays.equals((byte[]) read, bytes(number));
    };
  }

  private static CompletableFuture<Void> publishAll(MailboxPublisher publisher) {
    return CompletableFuture.runAsync(() -> {
      for (int i = 0; i < FRAMES; i++) {
        while (!publisher.tryPublish(0, i, i & 0x7FF_FFFF, LaneStressTest::encode, i)) {
          Thread.onSpinWait();
        }
      }
    });
  }

  @Test
  void shouldHandOverEveryFrameOnceAndWhole() throws ExecutionException, InterruptedException, TimeoutException {
    LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(1 << 14));
    MailboxDrainer drainer = new MailboxDrainer(lane);
    PlainFactory factory = new PlainFactory();
    BitSet seen = new BitSet(FRAMES);
    CompletableFuture<Void> publishing = publishAll(new MailboxPublisher(lane));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    int[] count = {0};
    while (count[0] < FRAMES && !publishing.isCompletedExceptionally() && System.nanoTime() < deadline) {
      drainer.drain(frame -> {
        int number = frame.taskId();
        if (seen.get(number) || frame.slotMeta() != number || !isRight(number, frame.decode(factory))) {
          throw new AssertionError("frame " + number + " is broken or came twice");
        }
        seen.set(number);
        count[0]++;
      });
    }
    publishing.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    assertThat(seen.cardinality()).isEqualTo(FRAMES);
    assertThat(lane.hostBits()).isEqualTo(lane.workerBits());
    assertThat(lane.payloadHostBits()).isEqualTo(lane.payloadWorkerBits());
  }

  @Test
  void shouldGiveEveryFrameToOneConsumer() throws ExecutionException, InterruptedException, TimeoutException {
    LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(1 << 14));
    StealingPublisher publisher = new StealingPublisher(lane, CONSUMERS, 8);
    AtomicIntegerArray taken = new AtomicIntegerArray(FRAMES);
    AtomicInteger count = new AtomicInteger();
    AtomicInteger wrong = new AtomicInteger();
    Thread[] consumers = new Thread[CONSUMERS];
    for (int c = 0; c < CONSUMERS; c++) {
      StealingDrainer drainer = new StealingDrainer(lane, CONSUMERS, 8, c);
      PlainFactory factory = new PlainFactory();
      consumers[c] = Thread.ofPlatform().daemon().start(() -> {
        while (count.get() < FRAMES) {
          int drained = drainer.drain(frame -> {
            int number = frame.taskId();
            if (!isRight(number, frame.decode(factory)) || taken.incrementAndGet(number) != 1) {
              wrong.incrementAndGet();
            }
            count.incrementAndGet();
          });
          if (drained == 0) {
            Thread.onSpinWait();
          }
        }
      });
    }
    publishAll(publisher).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    for (Thread consumer : consumers) {
      consumer.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
      assertThat(consumer.isAlive()).isFalse();
    }
    assertThat(count.get()).isEqualTo(FRAMES);
    assertThat(wrong.get()).isZero();
    assertThat(publisher.inFlight()).isZero();
    assertThat(lane.payloadHostBits()).isEqualTo(lane.payloadWorkerBits());
  }
}
