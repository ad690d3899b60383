package dev.intarsia.bridge.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.LockLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Seeded mutation of a lane's memory between publishing and draining: values or refusals, never anything else. */
class MutatedMemoryTest {
  private static final int FRAMES = 300_000;
  private static final int CAPACITY = 1 << 16;
  private static final String LONG_TEXT = "{\"key\":[1,2,3]}".repeat(60);

  private final SplittableRandom random = new SplittableRandom(20261121);
  private LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(CAPACITY));
  private int refused;
  private int decoded;

  @Test
  void shouldRefuseOrDecodeWhateverThePeerWrites() {
    MailboxPublisher publisher = new MailboxPublisher(lane);
    MailboxDrainer drainer = new MailboxDrainer(lane);
    for (int i = 0; i < FRAMES; i++) {
      if (!publisher.tryPublish(0, i, 0, this::encode, i) || (drainer.hasPending() && random.nextInt(64) == 0)) {
        lane = LaneMemory.inProcess(lane.region());
        publisher = new MailboxPublisher(lane);
        drainer = new MailboxDrainer(lane);
        continue;
      }
      mutate();
      drain(drainer);
    }
    assertThat(refused).isGreaterThan(FRAMES / 10);
    assertThat(decoded).isGreaterThan(FRAMES / 10);
  }

  private void drain(MailboxDrainer drainer) {
    int handed = 0;
    while (drainer.hasPending() && handed < LockLayout.SLOTS) {
      handed++;
      try {
        drainer.drain(frame -> {
          assertThat(frame.decode(new PlainFactory())).isNotNull();
          decoded++;
        });
      } catch (PayloadException e) {
        assertThat(e).hasMessageEndingWith(".");
        refused++;
      }
    }
    assertThat(drainer.hasPending()).isFalse();
  }

  private boolean encode(int number, PayloadSink sink) {
    return switch (number % 6) {
      case 0 -> sink.number(number);
      case 1 -> sink.string("short");
      case 2 -> sink.json(LONG_TEXT);
      case 3 -> sink.binary(BinaryKind.FLOAT64_ARRAY, new double[100]);
      case 4 -> sink.envelope("header", false, MemorySegment.ofArray(new byte[900]));
      default -> sink.envelopeExternal(LONG_TEXT, true, "[\"some.codec\",{\"a\":1}]");
    };
  }

  private void mutate() {
    int slot = slotToMutate();
    long words = lane.slotOffset(slot) + HeaderLayout.TASK_LINE_OFFSET;
    for (int count = random.nextInt(1, 4); count > 0; count--) {
      switch (random.nextInt(6)) {
        case 0 -> set(words + 4L * random.nextInt(HeaderLayout.WORDS), random.nextInt(60));
        case 1 -> set(words + 4L * random.nextInt(HeaderLayout.WORDS), random.nextInt());
        case 2 -> set(words + 4L * random.nextInt(HeaderLayout.WORDS), random.nextInt(CAPACITY + 1000));
        case 3 -> lane.region().data().set(ValueLayout.JAVA_BYTE, random.nextInt(4096), (byte) random.nextInt());
        case 4 ->
          lane.headers()
              .set(ValueLayout.JAVA_BYTE, lane.slotOffset(slot) + random.nextInt(512), (byte) random.nextInt());
        default -> flipLock();
      }
    }
  }

  /** Mostly one that is published, or nothing would come of it. */
  private int slotToMutate() {
    int pending = lane.hostBits() ^ lane.workerBits();
    return pending == 0 || random.nextInt(8) == 0
        ? random.nextInt(LockLayout.SLOTS)
        : Integer.numberOfTrailingZeros(pending);
  }

  private void flipLock() {
    long offset = (long) random.nextInt(4) * LockLayout.CACHE_LINE_BYTES;
    int word = lane.lockSector().get(ValueLayout.JAVA_INT, offset);
    lane.lockSector().set(ValueLayout.JAVA_INT, offset, word ^ (1 << random.nextInt(32)));
  }

  private void set(long offset, int value) {
    lane.headers().set(ValueLayout.JAVA_INT_UNALIGNED, offset, value);
  }
}
