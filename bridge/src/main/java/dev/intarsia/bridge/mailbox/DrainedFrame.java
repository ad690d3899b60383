package dev.intarsia.bridge.mailbox;

import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.payload.PayloadReader;
import dev.intarsia.bridge.region.RegionAllocator;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The frame that a drainer hands over: the header's words as they were read, once. */
final class DrainedFrame implements InboundFrame {
  private static final ValueLayout.OfLong TWO_WORDS =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment headers;
  private final MemorySegment lockSector;
  private final PayloadReader reader;

  private long slotOffset;
  private int word0;
  private int taskId;
  private int tag;
  private int start;
  private int end;
  private int length;
  private int regionWord;
  private boolean decoded;
  private boolean holdsRegion;
  private @Nullable Runnable onTaken;

  DrainedFrame(LaneMemory lane) {
    headers = lane.headers();
    lockSector = lane.lockSector();
    reader = new PayloadReader(lane.headers(), lane.region(), lane.peer());
  }

  /** Reads a slot's header. The slot is published and not yet acknowledged. */
  void load(long slotOffset) {
    MemorySegment source = headers;
    long functionAndTask = source.get(TWO_WORDS, slotOffset + HeaderLayout.FUNCTION_OFFSET);
    long tagAndStart = source.get(TWO_WORDS, slotOffset + HeaderLayout.TAG_OFFSET);
    long endAndLength = source.get(TWO_WORDS, slotOffset + HeaderLayout.END_OFFSET);
    this.slotOffset = slotOffset;
    word0 = (int) functionAndTask;
    taskId = (int) (functionAndTask >>> Integer.SIZE);
    tag = (int) tagAndStart;
    start = (int) (tagAndStart >>> Integer.SIZE);
    end = (int) endAndLength;
    length = (int) (endAndLength >>> Integer.SIZE);
    regionWord = (int) source.get(TWO_WORDS, slotOffset + HeaderLayout.REGION_OFFSET);
    decoded = false;
    holdsRegion = PayloadTag.usesRegion(tag);
  }

  /** Frees the frame's region, where it has one that is not yet freed. */
  void release() {
    if (holdsRegion) {
      holdsRegion = false;
      RegionAllocator.release(lockSector, regionWord & HeaderLayout.REGION_SLOT_MASK);
    }
  }

  void onTaken(Runnable action) {
    onTaken = action;
  }

  @Override
  public void acknowledge() {
    Runnable taken = onTaken;
    if (taken != null) {
      taken.run();
    }
  }

  @Override
  public int word0() {
    return word0;
  }

  @Override
  public int functionId() {
    return word0 & HeaderLayout.FUNCTION_ID_MASK;
  }

  @Override
  public int functionMeta() {
    return word0 >>> HeaderLayout.FUNCTION_META_SHIFT;
  }

  @Override
  public boolean rejected() {
    return word0 != 0;
  }

  @Override
  public int taskId() {
    return taskId;
  }

  @Override
  public int slotMeta() {
    return regionWord >>> HeaderLayout.REGION_META_SHIFT;
  }

  @Override
  public int tag() {
    return tag;
  }

  @Override
  public <V> V decode(PayloadFactory<V> factory) {
    if (decoded) {
      throw new IllegalStateException("The frame was decoded before; its payload may be gone.");
    }
    decoded = true;
    try {
      return reader.read(slotOffset, tag, start, end, length, factory);
    } finally {
      release();
    }
  }
}
