package dev.intarsia.concurrency;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A frame that is seen is seen whole: MEM-007. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Not yet published.")
@Outcome(id = "7, 9", expect = Expect.ACCEPTABLE, desc = "The whole frame.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A frame whose words were not yet written.")
@State
public class PublishDrainTest {
  private final LaneMemory lane = HeapLane.create();
  private final MailboxPublisher publisher = new MailboxPublisher(lane);
  private final MailboxDrainer drainer = new MailboxDrainer(lane);

  @Actor
  public void publish() {
    publisher.tryPublishNumber(7, 9, 0, 1);
  }

  @Actor
  public void drain(II_Result result) {
    drainer.drain(frame -> {
      result.r1 = frame.word0();
      result.r2 = frame.taskId();
    });
  }
}
