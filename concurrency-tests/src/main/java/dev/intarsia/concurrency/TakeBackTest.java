package dev.intarsia.concurrency;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.mailbox.SlotClaims;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A frame is run by its worker or goes back to its lane, and never both. */
@JCStressTest
@Outcome(id = "9, 0", expect = Expect.ACCEPTABLE, desc = "The worker has it.")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "The lane has it back.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both or neither.")
@State
public class TakeBackTest {
  private final LaneMemory lane = HeapLane.create();
  private final SlotClaims claims = new SlotClaims();
  private final MailboxPublisher publisher = new MailboxPublisher(lane);
  private final MailboxDrainer drainer = new MailboxDrainer(lane, claims);

  public TakeBackTest() {
    publisher.tryPublishNumber(0, 9, 0, 1);
  }

  @Actor
  public void drain(II_Result result) {
    drainer.drain(frame -> result.r1 = frame.taskId());
  }

  @Actor
  public void takeBack(II_Result result) {
    int slot = Integer.numberOfTrailingZeros(publisher.unread());
    result.r2 = slot < Integer.SIZE && publisher.takeBack(slot, claims) ? 1 : 0;
  }
}
