package dev.intarsia.concurrency;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.region.RegionAllocator;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A publisher gives a region back while a reader frees another: neither undoes the other. REG-006. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Both are free.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A region stayed in use.")
@State
public class RegionFreeTest {
  private final LaneMemory lane = HeapLane.create();
  private final RegionAllocator allocator = new RegionAllocator(lane.lockSector());
  private final int first = allocator.reserve(64);
  private final int second = allocator.reserve(64);

  @Actor
  public void giveBack() {
    allocator.free(first);
  }

  @Actor
  public void read() {
    RegionAllocator.release(lane.lockSector(), second);
  }

  @Arbiter
  public void count(I_Result result) {
    result.r1 = Integer.bitCount(lane.payloadHostBits() ^ lane.payloadWorkerBits());
  }
}
