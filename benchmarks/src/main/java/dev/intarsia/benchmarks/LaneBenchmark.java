package dev.intarsia.benchmarks;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.memory.SharedMemory;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.region.RegionAllocator;
import dev.intarsia.bridge.signal.SignalWords;
import dev.intarsia.bridge.wake.PeerWaking;
import dev.intarsia.protocol.layout.SignalLayout;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Mailboxes, regions and wake-ups by themselves. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LaneBenchmark {
  private static final int SLOTS = 32;

  private final LaneMemory lane = LaneMemory.inProcess(PayloadOptions.defaults());
  private final MailboxPublisher publisher = new MailboxPublisher(lane);
  private final MailboxDrainer drainer = new MailboxDrainer(lane);
  private final RegionAllocator allocator =
      new RegionAllocator(LaneMemory.inProcess(PayloadOptions.defaults()).lockSector());
  private final SharedMemory memory = SharedMemory.anonymous(4096);
  private final SignalWords signals = new SignalWords(signals(memory.segment()));
  private final PeerWaking waking = new PeerWaking(signals);
  private int size;

  private static MemorySegment signals(MemorySegment all) {
    return all.asSlice(0, SignalLayout.SIGNALS_BYTES);
  }

  @TearDown
  public void unmap() {
    memory.close();
  }

  /** A full mailbox of numbers, published and drained. */
  @Benchmark
  @OperationsPerInvocation(SLOTS)
  public int publishAndDrain() {
    for (int i = 0; i < SLOTS; i++) {
      publisher.tryPublishNumber(0, i, 0, i);
    }
    return drainer.drain(frame -> {});
  }

  /** A region of varying size, reserved beside two others and freed. */
  @Benchmark
  public int reserveAndFree() {
    size = (size + 64) & 1023;
    int slot = allocator.reserve(size + 64L);
    allocator.free(slot);
    return slot;
  }

  /** What a host pays after publishing to a worker that runs. */
  @Benchmark
  public boolean lookAtRunningWorker() {
    signals.rxStatus(SignalLayout.RUNNING);
    return waking.wakeIfParked();
  }

  /** What a host pays for a wake that nobody waits for. */
  @Benchmark
  public boolean wakeNobody() {
    signals.rxStatus(SignalLayout.PARKED);
    return waking.wakeIfParked();
  }
}
