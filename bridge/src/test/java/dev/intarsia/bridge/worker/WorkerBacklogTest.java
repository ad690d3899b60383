package dev.intarsia.bridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.payload.PlainFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker whose replies find no room, because its host reads none. */
@Timeout(60)
class WorkerBacklogTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int CALLS = 20;
  /** Seven such replies fill the payload area. */
  private static final byte[] RESULT = new byte[1000];

  private static final int AREA_BYTES = 8192;

  private final LaneMemory requests = LaneMemory.inProcess(PayloadOptions.defaults());
  private final LaneMemory replies =
      LaneMemory.inProcess(PayloadOptions.resolve(PayloadOptions.Mode.FIXED, null, (double) AREA_BYTES, null));
  private final AtomicInteger sleeps = new AtomicInteger();

  private final class Sleeper implements WorkerSignals {
    @Override
    public void prepareWait() {}

    @Override
    public void await(long maxNs) {
      sleeps.incrementAndGet();
      LockSupport.parkNanos(maxNs);
    }

    @Override
    public void endWait() {}

    @Override
    public void progressed() {}

    @Override
    public void repliesUnread() {}
  }

  private static final class ResultTask implements TaskExecutor<Object> {
    private final PlainFactory factory = new PlainFactory();

    @Override
    public int taskCount() {
      return 1;
    }

    @Override
    public PayloadFactory<Object> factory() {
      return factory;
    }

    @Override
    public PayloadEncoder<Object> encoder() {
      return (value, sink) -> sink.binary(BinaryKind.UINT8_ARRAY, RESULT, 0, RESULT.length);
    }

    @Override
    public void execute(int functionId, Object argument, Reply<Object> reply) {
      reply.resolve(RESULT);
    }

    @Override
    public void close() {}
  }

  @Test
  void shouldSleepWhileItsRepliesFindNoRoomAndPublishThemLater() throws InterruptedException {
    WorkerLoop<Object> loop = new WorkerLoop<>(
        new ResultTask(),
        new MailboxDrainer(requests),
        new MailboxPublisher(replies),
        new Sleeper(),
        LoopSettings.defaults());
    MailboxPublisher caller = new MailboxPublisher(requests);
    for (int i = 0; i < CALLS; i++) {
      caller.tryPublishNumber(0, i, 0, i);
    }
    Thread worker = Thread.ofPlatform().daemon().start(loop);
    await().atMost(LIMIT).until(() -> sleeps.get() >= 3);
    MailboxDrainer reader = new MailboxDrainer(replies);
    AtomicInteger read = new AtomicInteger();
    await().atMost(LIMIT).until(() -> read.addAndGet(reader.drain(frame -> {})) == CALLS);
    loop.stop();
    LockSupport.unpark(worker);
    worker.join(LIMIT);
    assertThat(worker.isAlive()).isFalse();
  }
}
