package dev.intarsia.js.process;

import dev.intarsia.bridge.spawn.ChildProcess;
import dev.intarsia.js.process.ChildRequest.Kind;
import dev.intarsia.js.realm.JsRealm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that its realm waits for, as {@code spawnSync} does. */
final class BlockingChild {
  private static final int ETIMEDOUT = -110;
  private static final int ENOBUFS = -105;
  private static final int KILL = 9;
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int QUEUE = 64;

  private final JsRealm realm;
  private final ChildRequest request;
  private final Limits limits;
  private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(QUEUE);
  private final Map<Integer, ByteArrayOutputStream> output = new HashMap<>();
  private final List<SocketChannel> ends = new ArrayList<>();
  private int readers;
  private long count;
  private int error;
  private ChildProcess.@Nullable Exit exit;

  private BlockingChild(JsRealm realm, ChildRequest request, Limits limits) {
    this.realm = realm;
    this.request = request;
    this.limits = limits;
  }

  /**
   * What a child may take.
   *
   * @param timeoutMs 0 for no limit
   * @param mostBytes of output
   * @param signal ends it when it takes more
   */
  record Limits(long timeoutMs, double mostBytes, int signal) {}

  /**
   * How it ended.
   *
   * @param pid 0 when it did not start
   * @param error 0, or the negative error number of what went wrong
   * @param output for each descriptor what came, null where nothing could
   */
  record Outcome(int pid, int error, int code, int signal, List<byte @Nullable []> output) {}

  /** Bytes of a descriptor, its end (null), or the end of the process. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Event(int descriptor, byte @Nullable [] bytes, ChildProcess.@Nullable Exit exit) {}

  /**
   * Runs a process to its end.
   *
   * @param input for each descriptor what it reads, null for nothing
   */
  static Outcome run(
      JsRealm realm, ChildStart start, ChildRequest request, List<byte @Nullable []> input, Limits limits) {
    ChildStart.Started started = start.start(request);
    if (started.pid() < 0) {
      return new Outcome(0, started.pid(), 0, 0, List.of());
    }
    return new BlockingChild(realm, request, limits).run(started, input);
  }

  private Outcome run(ChildStart.Started started, List<byte @Nullable []> input) {
    for (int i = 0; i < request.stdio().size(); i++) {
      SocketChannel end = started.ends().get(i);
      if (end == null) {
        continue;
      }
      ends.add(end);
      byte[] bytes = input.get(i);
      if (request.stdio().get(i).kind() == Kind.PIPE && (i == 0 || bytes != null)) {
        Thread.ofVirtual().name("child input").start(() -> write(end, bytes));
      }
      if (i > 0) {
        output.put(i, new ByteArrayOutputStream());
        readers++;
        int descriptor = i;
        Thread.ofVirtual().name("child output").start(() -> read(end, descriptor));
      }
    }
    ChildProcess child = ChildProcess.watch(started.pid(), end -> put(new Event(0, null, end)));
    try {
      await(child);
    } catch (InterruptedException stopped) {
      child.kill(KILL);
      Thread.currentThread().interrupt();
    }
    closeEnds();
    ChildProcess.Exit last = exit == null ? new ChildProcess.Exit(0, KILL) : exit;
    return new Outcome(started.pid(), error, last.code(), last.signal(), outputs());
  }

  private List<byte @Nullable []> outputs() {
    List<byte @Nullable []> all = new ArrayList<>();
    for (int i = 0; i < request.stdio().size(); i++) {
      ByteArrayOutputStream bytes = request.stdio().get(i).kind() == Kind.PIPE ? output.get(i) : null;
      all.add(bytes == null ? null : bytes.toByteArray());
    }
    return all;
  }

  private void await(ChildProcess child) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limits.timeoutMs);
    while (exit == null || readers > 0) {
      boolean limited = limits.timeoutMs > 0 && error == 0;
      Event event =
          limited ? events.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS) : events.take();
      if (event == null) {
        stop(child, ETIMEDOUT);
      } else if (event.exit != null) {
        exit = event.exit;
      } else if (event.bytes == null) {
        readers--;
      } else {
        take(child, event.descriptor, event.bytes);
      }
    }
  }

  private void take(ChildProcess child, int descriptor, byte[] bytes) {
    if (request.stdio().get(descriptor).kind() == Kind.INHERIT) {
      OutputCopy.write(realm, request.stdio().get(descriptor).inherited(), bytes);
      return;
    }
    output.computeIfAbsent(descriptor, key -> new ByteArrayOutputStream()).writeBytes(bytes);
    count += bytes.length;
    if (count > limits.mostBytes && error == 0) {
      stop(child, ENOBUFS);
    }
  }

  private void stop(ChildProcess child, int reason) {
    error = reason;
    child.kill(limits.signal == 0 ? KILL : limits.signal);
    closeEnds();
  }

  private void closeEnds() {
    for (SocketChannel end : ends) {
      try {
        end.close();
      } catch (IOException _) {
        // Its process is gone, or goes.
      }
    }
  }

  private static void write(SocketChannel end, byte @Nullable [] bytes) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes == null ? new byte[0] : bytes);
      while (buffer.hasRemaining()) {
        end.write(buffer);
      }
      end.shutdownOutput();
    } catch (IOException _) {
      // The child does not want it.
    }
  }

  private void read(SocketChannel end, int descriptor) {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES);
    try {
      while (end.read(buffer.clear()) >= 0) {
        put(new Event(descriptor, Arrays.copyOf(buffer.array(), buffer.position()), null));
      }
    } catch (IOException _) {
      // Closed here, or reset there: both are the end.
    }
    put(new Event(descriptor, null, null));
  }

  private void put(Event event) {
    try {
      events.put(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
