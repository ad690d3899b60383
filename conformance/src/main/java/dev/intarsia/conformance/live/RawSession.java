package dev.intarsia.conformance.live;

import dev.intarsia.bridge.boot.BootPayload;
import dev.intarsia.bridge.memory.SharedMemory;
import dev.intarsia.bridge.wake.Futex;
import dev.intarsia.conformance.subject.FrameExtent;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.layout.RegionLayout;
import dev.intarsia.protocol.layout.SignalLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The smallest host: one worker, memory whose words it reads and writes itself, no supervision. It sees what a codec hides:
 * slots, header words, lock words, and when they change. One thread.
 */
final class RawSession implements AutoCloseable {
  private static final VarHandle WORD =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
  private static final int NOT_STARTED = 2;
  private static final int SLOTS = LockLayout.SLOTS;
  private static final int STAMP_SHIFT = 5;
  private static final long NAP_NS = 100_000;
  private static final String ADOPT = "exec 0<>\"$0\"; exec \"$@\"";
  private static final String UNDER_A_HOST = "exec 3<>\"$0\"; \"$@\" <&3 3<&- & echo $! >&2; exec 3<&-; wait";

  /** How a session's worker is started. */
  record Start(
      List<String> command,
      RawLayout layout,
      boolean named,
      boolean underAHost,
      List<String> modules,
      List<String> names,
      UnaryOperator<ObjectNode> boot) {
    /** The same with another change to the boot payload. */
    Start withBoot(UnaryOperator<ObjectNode> change) {
      return new Start(command, layout, named, underAHost, modules, names, change);
    }
  }

  private final RawLayout layout;
  private final SharedMemory memory;
  private final MemorySegment all;
  private final Process process;
  private final List<String> said = new ArrayList<>();
  private final int regionBytes;
  private int requestHost;
  private int requestPayloadHost;
  private int replyWorker;
  private int last = SLOTS;

  private RawSession(Start start, Consumer<String> log) {
    layout = start.layout();
    memory =
        start.named() ? SharedMemory.named(layout.totalBytes(), "ikt") : SharedMemory.anonymous(layout.totalBytes());
    all = memory.segment();
    regionBytes = (layout.payloadBytes() - RegionLayout.DATA_OFFSET)
        / SLOTS
        / LockLayout.CACHE_LINE_BYTES
        * LockLayout.CACHE_LINE_BYTES;
    store(layout.signals() + SignalLayout.RX_STATUS_OFFSET, NOT_STARTED);
    try {
      process = launch(start);
    } catch (IOException e) {
      memory.close();
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> listen(log));
  }

  static RawSession start(Start start, Consumer<String> log) {
    return new RawSession(start, log);
  }

  private Process launch(Start start) throws IOException {
    List<String> command = new ArrayList<>();
    String fd = start.named() ? "/dev/null" : "/proc/" + ProcessHandle.current().pid() + "/fd/" + memory.fd();
    command.addAll(List.of("/bin/sh", "-c", start.underAHost() ? UNDER_A_HOST : ADOPT, fd));
    command.addAll(start.command());
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put(BootPayload.WORKER_VARIABLE, "1");
    builder.environment().put(BootPayload.DEPTH_VARIABLE, "1");
    ObjectNode boot = start.boot().apply(layout.boot(memory.name(), start.modules(), start.names()));
    builder.environment().put(BootPayload.VARIABLE, boot.toString());
    return builder.start();
  }

  private void listen(Consumer<String> log) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (said) {
          said.add(line);
        }
        log.accept(line);
      }
    } catch (IOException e) {
      log.accept("its error output ended: " + e.getMessage());
    }
  }

  /** What it has written to its standard error, lines. */
  List<String> said() {
    synchronized (said) {
      return List.copyOf(said);
    }
  }

  Process process() {
    return process;
  }

  @Nullable String name() {
    return memory.name();
  }

  /** All of the memory: what a check looks at or changes that no other method of this class does. */
  MemorySegment memory() {
    return all;
  }

  int load(long index) {
    return (int) WORD.getVolatile(all, index);
  }

  void store(long index, int value) {
    WORD.setVolatile(all, index, value);
  }

  int rxStatus() {
    return load(layout.signals() + SignalLayout.RX_STATUS_OFFSET);
  }

  int op() {
    return load(layout.signals() + SignalLayout.OP_OFFSET);
  }

  void txStatus(int value) {
    store(layout.signals() + SignalLayout.TX_STATUS_OFFSET, value);
  }

  /** Adds to op and wakes one waiter. Returns how many there were. */
  int wake() {
    long op = layout.signals() + SignalLayout.OP_OFFSET;
    int before = (int) WORD.getAndAdd(all, op, 1);
    return before == Integer.MIN_VALUE ? 0 : Futex.wake(all.asSlice(op, Integer.BYTES), 1);
  }

  int requestWord(int offset) {
    return load(layout.request().lockSector() + offset);
  }

  int replyWord(int offset) {
    return load(layout.reply().lockSector() + offset);
  }

  /** Slots of published replies that were not taken. */
  int unread() {
    return replyWord(LockLayout.HOST_BITS_OFFSET) ^ replyWorker;
  }

  /** Words of this side that somebody else has changed; empty where none. */
  String foreignStores() {
    StringBuilder wrong = new StringBuilder();
    compare(wrong, "request host word", requestHost, requestWord(LockLayout.HOST_BITS_OFFSET));
    compare(wrong, "request payload host word", requestPayloadHost, requestWord(LockLayout.PAYLOAD_HOST_BITS_OFFSET));
    compare(wrong, "return worker word", replyWorker, replyWord(LockLayout.WORKER_BITS_OFFSET));
    return wrong.toString();
  }

  private static void compare(StringBuilder wrong, String name, int mine, int found) {
    if (mine != found) {
      wrong.append(String.format("%s is %08x, this side stored %08x; ", name, found, mine));
    }
  }

  /** Publishes into the highest free slots, all with one store; waits for room. Rings once. */
  void publish(List<RawFrame> frames, long limitNs) {
    await(
        () -> SLOTS - Integer.bitCount(requestHost ^ requestWord(LockLayout.WORKER_BITS_OFFSET)) >= frames.size(),
        limitNs,
        "room");
    int free = ~(requestHost ^ requestWord(LockLayout.WORKER_BITS_OFFSET));
    List<Integer> slots = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      int slot = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(free);
      free ^= 1 << slot;
      slots.add(slot);
    }
    publishAt(slots, frames);
  }

  /** Publishes into these slots, all with one store, and rings once as SIG-002 says. */
  void publishAt(List<Integer> slots, List<RawFrame> frames) {
    int bits = 0;
    for (int i = 0; i < frames.size(); i++) {
      write(slots.get(i), frames.get(i));
      bits |= 1 << slots.get(i);
    }
    requestHost ^= bits;
    store(layout.request().lockSector() + LockLayout.HOST_BITS_OFFSET, requestHost);
    if (rxStatus() == SignalLayout.PARKED) {
      wake();
    }
  }

  private void write(int slot, RawFrame frame) {
    long base = slotIndex(layout.request(), slot);
    MemorySegment.copy(frame.inline(), 0, all, ValueLayout.JAVA_BYTE, base, frame.inline().length);
    byte[] dynamic = frame.dynamic();
    int start = frame.low();
    if (dynamic != null) {
      start = slot * regionBytes + frame.startShift();
      long at = layout.request().payload() + RegionLayout.DATA_OFFSET + (long) slot * regionBytes;
      MemorySegment.copy(dynamic, 0, all, ValueLayout.JAVA_BYTE, at, dynamic.length);
      requestPayloadHost ^= 1 << slot;
      store(layout.request().lockSector() + LockLayout.PAYLOAD_HOST_BITS_OFFSET, requestPayloadHost);
    }
    int[] words = {
      frame.word0(),
      frame.taskId(),
      frame.tag(),
      start,
      frame.high(),
      frame.length(),
      (frame.stamp() << STAMP_SHIFT) | (dynamic == null ? 0 : slot),
      0
    };
    for (int i = 0; i < words.length; i++) {
      store(base + HeaderLayout.TASK_LINE_OFFSET + (long) i * Integer.BYTES, words[i]);
    }
  }

  /** Fills a request's slot and region with other bytes, as the next frame would. */
  void scribble(int slot) {
    all.asSlice(slotIndex(layout.request(), slot), HeaderLayout.INLINE_CAPACITY_BYTES)
        .fill((byte) 'Z');
    all.asSlice(layout.request().payload() + RegionLayout.DATA_OFFSET + (long) slot * regionBytes, regionBytes)
        .fill((byte) 'Z');
  }

  private long slotIndex(RawLayout.Lane lane, int slot) {
    return lane.headers() + (long) slot * layout.strideBytes();
  }

  /** A published reply as it is now, without taking it. */
  RawFrame.Reply look(int slot) {
    long base = slotIndex(layout.reply(), slot);
    int[] words = new int[HeaderLayout.WORDS];
    for (int i = 0; i < words.length; i++) {
      words[i] = load(base + HeaderLayout.TASK_LINE_OFFSET + (long) i * Integer.BYTES);
    }
    FrameExtent extent = FrameExtent.of(words);
    long start = RegionLayout.DATA_OFFSET + Integer.toUnsignedLong(words[3]);
    long inline = Math.min(extent.inlineBytes(), HeaderLayout.INLINE_CAPACITY_BYTES);
    long region = Math.max(0, Math.min(extent.regionBytes(), layout.payloadBytes() - start));
    return new RawFrame.Reply(
        slot,
        words,
        all.asSlice(base, inline).toArray(ValueLayout.JAVA_BYTE),
        region == 0
            ? new byte[0]
            : all.asSlice(layout.reply().payload() + start, region).toArray(ValueLayout.JAVA_BYTE));
  }

  /** Takes at most so many replies, in the order of section 6.2, and frees their regions. */
  List<RawFrame.Reply> take(int most) {
    List<RawFrame.Reply> taken = takeKeepingRegions(most);
    taken.forEach(this::freeRegion);
    return taken;
  }

  /** Frees the region of a reply that was taken, if it has one. */
  void freeRegion(RawFrame.Reply reply) {
    if (PayloadTag.usesRegion(reply.tag())) {
      WORD.getAndBitwiseXor(
          all,
          layout.reply().lockSector() + LockLayout.PAYLOAD_WORKER_BITS_OFFSET,
          1 << (reply.words()[6] & (SLOTS - 1)));
    }
  }

  /** Takes at most so many replies: their slots are free then, their regions are in use until {@link #freeRegion}. */
  List<RawFrame.Reply> takeKeepingRegions(int most) {
    List<RawFrame.Reply> taken = new ArrayList<>();
    int pending = unread();
    int marked = 0;
    while (pending != 0 && taken.size() < most) {
      int below = last >= SLOTS ? pending : pending & ((1 << last) - 1);
      int slot = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(below != 0 ? below : pending);
      last = slot;
      taken.add(look(slot));
      pending ^= 1 << slot;
      marked |= 1 << slot;
    }
    replyWorker ^= marked;
    store(layout.reply().lockSector() + LockLayout.WORKER_BITS_OFFSET, replyWorker);
    return taken;
  }

  /** Takes replies until there are so many. Never rings: publishing has done that. */
  List<RawFrame.Reply> await(int count, long limitNs) {
    List<RawFrame.Reply> replies = new ArrayList<>();
    await(
        () -> {
          replies.addAll(take(SLOTS));
          return replies.size() >= count;
        },
        limitNs,
        count + " replies");
    return replies;
  }

  /** Publishes one call and takes its reply. */
  RawFrame.Reply call(RawFrame frame, long limitNs) {
    publish(List.of(frame), limitNs);
    return await(1, limitNs).getFirst();
  }

  void await(BooleanSupplier done, long limitNs, String what) {
    long start = System.nanoTime();
    while (!done.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new AssertionError("the worker has ended with code " + process.exitValue() + "; it said " + said());
      }
      if (System.nanoTime() - start > limitNs) {
        throw new AssertionError("no " + what + " within " + TimeUnit.NANOSECONDS.toMillis(limitNs)
            + " ms; rxStatus is " + rxStatus() + ", op " + op());
      }
      LockSupport.parkNanos(NAP_NS);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    memory.close();
  }
}
