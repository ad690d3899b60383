package dev.intarsia.concurrency;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.LockLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Fails on purpose: the host word is stored plainly and before the frame's words, as if MEM-007 did not stand. It shows
 * that {@link PublishDrainTest} can fail. Not part of a normal run; see README.md.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Not yet published, or nothing of it was seen.")
@Outcome(id = "7, 9", expect = Expect.ACCEPTABLE, desc = "The whole frame.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A frame whose words were not yet written.")
@State
public class WeakenedPublishTest {
  private static final int SLOT = 31;

  private final LaneMemory lane = HeapLane.create();
  private final MailboxDrainer drainer = new MailboxDrainer(lane);

  @Actor
  public void publish() {
    MemorySegment headers = lane.headers();
    long slot = lane.slotOffset(SLOT);
    headers.set(ValueLayout.JAVA_INT, slot + HeaderLayout.FUNCTION_OFFSET, 7);
    lane.lockSector().set(ValueLayout.JAVA_INT, LockLayout.HOST_BITS_OFFSET, 1 << SLOT);
    headers.set(ValueLayout.JAVA_INT, slot + HeaderLayout.TASK_ID_OFFSET, 9);
  }

  @Actor
  public void drain(II_Result result) {
    drainer.drain(frame -> {
      result.r1 = frame.word0();
      result.r2 = frame.taskId();
    });
  }
}
