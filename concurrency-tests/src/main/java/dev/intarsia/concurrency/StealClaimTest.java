package dev.intarsia.concurrency;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.steal.StealingDrainer;
import dev.intarsia.bridge.steal.StealingPublisher;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two consumers claim the same group: one of them takes the frame. STL-004, STL-005. */
@JCStressTest
@Outcome(
    id = {"1, 0", "0, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "One took it.")
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "Both gave way; the next claim takes it.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Taken twice.")
@State
public class StealClaimTest {
  private static final int CONSUMERS = 2;
  private static final int LANES = 8;

  private final LaneMemory lane = HeapLane.create();
  private final StealingPublisher publisher = new StealingPublisher(lane, CONSUMERS, LANES);
  private final StealingDrainer senior = new StealingDrainer(lane, CONSUMERS, LANES, 0);
  private final StealingDrainer junior = new StealingDrainer(lane, CONSUMERS, LANES, 1);

  {
    publisher.tryPublishNumber(0, 1, 0, 1);
  }

  @Actor
  public void claimAsSenior(II_Result result) {
    result.r1 = senior.drain(frame -> {});
  }

  @Actor
  public void claimAsJunior(II_Result result) {
    result.r2 = junior.drain(frame -> {});
  }
}
