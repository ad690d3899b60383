package dev.intarsia.conformance.fuzz;

import com.sun.management.ThreadMXBean;
import dev.intarsia.bridge.mailbox.InboundFrame;
import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.memory.PayloadRegion;
import dev.intarsia.bridge.memory.ProcessMapping;
import dev.intarsia.bridge.memory.SharedMemory;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.conformance.subject.ValueNotation;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.layout.ProcessLayout;
import dev.intarsia.protocol.layout.SignalLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/**
 * Plays a hostile peer on a real process mapping. Frames are published, then header words, inline bytes, payload bytes
 * and lock words are changed at random, then the frames are drained. All randomness comes from one seed.
 */
public final class FrameFuzzer {
  private static final int PAYLOAD_BYTES = 64 * 1024;
  /** A JSON tree and its text cost several times the payload; more than this is unbounded. */
  private static final long MOST_ALLOCATED_BYTES = 64L * PAYLOAD_BYTES;

  private static final ValueLayout.OfInt WORD = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int[] EDGES = {
    0, 1, 63, 64, 511, 512, 513, PAYLOAD_BYTES - 64, PAYLOAD_BYTES, -1, -64, Integer.MAX_VALUE, Integer.MIN_VALUE
  };

  private final long seed;
  private final SplittableRandom random;
  private final List<JsonNode> samples = Samples.all();
  private final ValueNotation encoder = new ValueNotation();
  private final SkimFactory factory = new SkimFactory();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private LaneMemory lane;
  private MailboxPublisher publisher;
  private MailboxDrainer drainer;
  private long drained;
  private long decoded;
  private long refused;
  private long published;
  private long mostAllocatedBytes;

  private FrameFuzzer(long seed, LaneMemory lane) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.lane = lane;
    this.publisher = new MailboxPublisher(lane);
    this.drainer = new MailboxDrainer(lane);
  }

  /**
   * Drains that many mutated frames.
   *
   * @throws FuzzFailure at the first frame that is neither a value nor refused, or that costs too much
   */
  public static FuzzReport run(long frames, long seed) {
    ProcessLayout layout = ProcessLayout.of(SignalLayout.SIGNALS_BYTES, 0, PAYLOAD_BYTES);
    try (SharedMemory memory = SharedMemory.anonymous(layout.totalBytes())) {
      ProcessMapping.LanePart part = ProcessMapping.of(memory, layout).request();
      PayloadRegion region = PayloadRegion.fixed(part.payload(), PAYLOAD_BYTES / 8);
      LaneMemory lane = new LaneMemory(part.lockSector(), part.headers(), part.slotStrideBytes(), region, part.peer());
      return new FrameFuzzer(seed, lane).run(frames);
    }
  }

  private FuzzReport run(long frames) {
    long startNs = System.nanoTime();
    while (drained < frames) {
      round();
    }
    double seconds = (System.nanoTime() - startNs) / 1e9;
    return new FuzzReport(drained, seed, decoded, refused, published, mostAllocatedBytes, seconds);
  }

  /** Publishes a few frames, or only claims to have; changes memory; drains whatever the lock words then show. */
  private void round() {
    if (random.nextInt(8) == 0) {
      publish(1 + random.nextInt(LockLayout.SLOTS));
    } else {
      lane.lockSector().set(WORD, LockLayout.HOST_BITS_OFFSET, random.nextInt());
    }
    for (int i = 0; i < LockLayout.SLOTS; i++) {
      mutateWords(i);
    }
    drain();
    if (random.nextInt(16) == 0) {
      reset();
    }
  }

  private void publish(int count) {
    for (int i = 0; i < count; i++) {
      try {
        JsonNode value = samples.get(random.nextInt(samples.size()));
        if (publisher.tryPublish(random.nextInt(), random.nextInt(), random.nextInt(1 << 27), encoder, value)) {
          published++;
        }
      } catch (PayloadException e) {
        refused++;
      }
      mutate();
    }
  }

  private void drain() {
    long before = drained;
    try {
      drainer.drain(this::take);
    } catch (FuzzFailure e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw new FuzzFailure("seed " + seed + ", after frame " + before + ": " + e, e);
    }
  }

  private void take(InboundFrame frame) {
    drained++;
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      frame.decode(factory);
      decoded++;
    } catch (PayloadException e) {
      refused++;
    } catch (RuntimeException | Error e) {
      throw new FuzzFailure("seed " + seed + ", frame " + drained + ", tag " + frame.tag() + ": " + e, e);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    mostAllocatedBytes = Math.max(mostAllocatedBytes, allocated);
    if (allocated > MOST_ALLOCATED_BYTES) {
      throw new FuzzFailure(
          "seed " + seed + ", frame " + drained + ", tag " + frame.tag() + ": allocated " + allocated + " bytes",
          new OutOfMemoryError());
    }
  }

  /** A fresh lane in the same memory, as after a peer was replaced. */
  private void reset() {
    lane.lockSector().fill((byte) 0);
    publisher = new MailboxPublisher(lane);
    drainer = new MailboxDrainer(lane);
  }

  private void mutate() {
    switch (random.nextInt(4)) {
      case 0 -> lockWord();
      case 1 -> bytes(lane.headers(), 1 + random.nextInt(8));
      default -> bytes(lane.region().data(), 1 + random.nextInt(16));
    }
  }

  private void lockWord() {
    if (random.nextInt(16) == 0) {
      long offset =
          (long) random.nextInt(LockLayout.SECTOR_BYTES / LockLayout.CACHE_LINE_BYTES) * LockLayout.CACHE_LINE_BYTES;
      lane.lockSector().set(WORD, offset, random.nextInt());
    }
  }

  private void bytes(MemorySegment target, int count) {
    for (int i = 0; i < count; i++) {
      long at = random.nextLong(Math.min(target.byteSize(), HeaderLayout.HEADERS_BYTES));
      target.set(ValueLayout.JAVA_BYTE, at, (byte) random.nextInt());
    }
  }

  /** Changes up to three header words: tag to any tag near those that exist, the others to edges, bits or anything. */
  private void mutateWords(int slot) {
    for (int i = random.nextInt(4); i > 0; i--) {
      int word = random.nextInt(HeaderLayout.WORDS);
      long at = lane.slotOffset(slot) + HeaderLayout.TASK_LINE_OFFSET + (long) word * Integer.BYTES;
      boolean tag = word * Integer.BYTES == HeaderLayout.TAG_OFFSET - HeaderLayout.TASK_LINE_OFFSET;
      int value = switch (random.nextInt(4)) {
        case 0 -> tag ? random.nextInt(PayloadTag.LIMIT + 4) : EDGES[random.nextInt(EDGES.length)];
        case 1 -> lane.headers().get(WORD, at) ^ (1 << random.nextInt(Integer.SIZE));
        case 2 -> tag ? random.nextInt(PayloadTag.LIMIT) : random.nextInt(PAYLOAD_BYTES + 128);
        default -> random.nextInt();
      };
      lane.headers().set(WORD, at, value);
    }
  }
}
