package dev.intarsia.host.process;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.boot.BootPayload;
import dev.intarsia.bridge.boot.PayloadConfig;
import dev.intarsia.bridge.boot.WorkerTimers;
import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.memory.ProcessMapping;
import dev.intarsia.bridge.memory.ProcessSharedBuffer;
import dev.intarsia.bridge.memory.SharedMemoryNames;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.wake.Futex;
import dev.intarsia.bridge.worker.LoopSettings;
import dev.intarsia.bridge.worker.TaskExecutor;
import dev.intarsia.bridge.worker.WorkerLoop;
import dev.intarsia.host.worker.WorkerThread;
import dev.intarsia.protocol.layout.SignalLayout;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A process worker that is this program, for any host that speaks the protocol: {@code intarsia worker}. It takes its
 * orders from the environment, serves until the host ends it, and leaves when the host is gone.
 */
public final class WorkerProcess {
  /** Hosts ask a Node worker for its version, to choose flags that this program ignores. */
  private static final String NODE_VERSION = "v24.0.0";

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final long LAST_TASK_MS = 500;
  private static final long LOOK_MS = 10;
  private static final double NS_PER_MS = 1e6;
  private static final long NS_PER_US = 1_000;
  private static final long SPIN_US_PER_THREAD = 50;
  /** With a host that wakes it, a worker looks for work by itself only this often. */
  private static final long WOKEN_PARK_NS = TimeUnit.SECONDS.toNanos(1);

  private WorkerProcess() {}

  /** The program, for JVMs that run nothing else. */
  public static void main(String[] arguments) {
    System.exit(run(System.getenv(), List.of(arguments)));
  }

  /**
   * Serves until the host ends this process or is gone.
   *
   * @param environment with the boot payload
   * @param arguments see {@link WorkerArguments}
   * @return the process's exit code: 0 done, 1 could not start, 2 wrong usage
   */
  public static int run(Map<String, String> environment, List<String> arguments) {
    try {
      WorkerArguments options = WorkerArguments.parse(arguments);
      if (!options.exportsOf().isEmpty()) {
        return WorkerTaskSource.tellExports(options.exportsOf());
      }
      String json = environment.get(BootPayload.VARIABLE);
      if (json == null || json.isEmpty()) {
        return withoutOrders(options);
      }
      return serve(json, options);
    } catch (IllegalArgumentException e) {
      System.err.println("intarsia worker: " + e.getMessage());
      return WRONG_USAGE;
    }
  }

  private static int withoutOrders(WorkerArguments options) {
    if (options.versionAsked()) {
      System.out.println(NODE_VERSION);
      return DONE;
    }
    System.err.println("intarsia worker: no " + BootPayload.VARIABLE
        + " in the environment: a knitting host starts it, with" + " processCommandPrefix: [\"intarsia\", \"worker\"]");
    return FAILED;
  }

  private static int startFailed(Throwable e) {
    // The reference's workers say it in these words, and hosts show them.
    System.err.println("Worker startup failed: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
    return FAILED;
  }

  private static int serve(String json, WorkerArguments options) {
    AtomicInteger code = new AtomicInteger(FAILED);
    AtomicReference<@Nullable WorkerLoop<?>> loop = new AtomicReference<>();
    FutureTask<BootPayload> boot = new FutureTask<>(() -> BootPayload.parse(json));
    FutureTask<ProcessMapping> mapping = new FutureTask<>(() -> map(boot.get()));
    // Before anything else: a host may be gone already or die meanwhile, and an engine that starts would delay the end.
    HostWatch watch = new HostWatch(() -> leave(boot, loop));
    watch.start();
    // Tasks may recurse deeply: the main thread's stack is what the shell's limit left.
    Thread worker = Thread.ofPlatform()
        .name("intarsia worker")
        .daemon(true)
        .stackSize(WorkerThread.STACK_BYTES)
        .unstarted(() -> code.set(openAndServe(boot, options, watch, mapping, loop)));
    worker.start();
    // Meanwhile here: the engine takes long to start.
    boot.run();
    mapping.run();
    try {
      boot.get();
      mapping.get();
      worker.join();
    } catch (ExecutionException e) {
      return startFailed(Objects.requireNonNullElse(e.getCause(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return code.get();
  }

  private static ProcessMapping map(BootPayload boot) {
    ProcessMapping mapping = ProcessMapping.map(boot);
    mapping.signals().rxStatus(SignalLayout.RUNNING);
    Futex.prepare();
    return mapping;
  }

  private static int openAndServe(
      Future<BootPayload> awaitedBoot,
      WorkerArguments options,
      HostWatch watch,
      Future<ProcessMapping> mapping,
      AtomicReference<@Nullable WorkerLoop<?>> loop) {
    BootPayload boot;
    TaskExecutor<?> executor;
    ProcessMapping mapped;
    try {
      if (options.javaTasks().isEmpty()) {
        ModuleRuntime.find().prepare();
      }
      boot = awaitedBoot.get();
      executor = WorkerTaskSource.open(boot, options);
      mapped = mapping.get();
    } catch (RuntimeException | LinkageError e) {
      return startFailed(e);
    } catch (ExecutionException | InterruptedException e) {
      return FAILED; // who read the orders and mapped the memory says why
    }
    watch.host().ifPresent(mapped.peer()::identify);
    try {
      serve(boot, mapped, executor, loop);
      return DONE;
    } catch (InternalError gone) {
      System.err.println("intarsia worker: the memory that it shares with its host is gone: " + gone.getMessage());
      return FAILED;
    }
  }

  private static <V> void serve(
      BootPayload boot,
      ProcessMapping mapping,
      TaskExecutor<V> executor,
      AtomicReference<@Nullable WorkerLoop<?>> running) {
    boolean hostWakes = hostWakes(boot);
    PayloadConfig config = boot.payloadConfig();
    long requestLimit = limit(config, mapping.request().payload());
    long replyLimit = limit(config, mapping.reply().payload());
    WorkerLoop<V> loop = new WorkerLoop<>(
        executor,
        MailboxDrainer.acknowledgingFirst(LaneMemory.of(mapping.request(), requestLimit)),
        new MailboxPublisher(LaneMemory.of(mapping.reply(), replyLimit)),
        new ProcessSignals(mapping.signals(), hostWakes),
        new LoopSettings(
            timers(boot, hostWakes),
            aborted(boot, mapping.abortSignals()),
            new HostClock(boot),
            null,
            boot.options().resolveAfterFinishingAll()));
    running.set(loop);
    mapping.signals().rxStatus(SignalLayout.RUNNING);
    loop.run();
  }

  /** The host is gone: whatever still runs has nobody to answer to, and nobody else takes the memory's name away. */
  private static void leave(FutureTask<BootPayload> boot, AtomicReference<@Nullable WorkerLoop<?>> running) {
    try {
      boot.run(); // if nobody has
      String name = boot.get().memory().name();
      if (name != null) {
        SharedMemoryNames.unlinkForOwner(name);
      }
      WorkerLoop<?> loop = running.get();
      if (loop != null) {
        loop.abandon();
        for (long ms = 0; ms < LAST_TASK_MS && loop.currentTask() != WorkerLoop.NO_TASK; ms += LOOK_MS) {
          Thread.sleep(LOOK_MS);
        }
      }
      ProcessSharedBuffer.unlinkAll();
    } catch (ExecutionException unread) {
      // Orders that can't be read name no memory.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Runtime.getRuntime().halt(DONE);
    }
  }

  private static long limit(@Nullable PayloadConfig config, MemorySegment payload) {
    return config == null ? PayloadOptions.fixed(payload.byteSize()).maxPayloadBytes() : config.maxPayloadBytes();
  }

  /** Node's addon and Intarsia wake a parked worker by futex; Bun and Deno wake nobody. */
  private static boolean hostWakes(BootPayload boot) {
    return boot.memory().runtime() == null;
  }

  private static dev.intarsia.bridge.worker.WorkerTimers timers(BootPayload boot, boolean hostWakes) {
    WorkerTimers asked = boot.options().timers();
    Double spinUs = asked.spinMicroseconds();
    Double parkMs = asked.parkMs();
    Double pauseNs = asked.pauseNanoseconds();
    return new dev.intarsia.bridge.worker.WorkerTimers(
        spinUs == null ? SPIN_US_PER_THREAD * NS_PER_US * boot.threads() : (long) (spinUs * NS_PER_US),
        hostWakes ? WOKEN_PARK_NS : (long) Math.max(1, (parkMs == null ? 1.0 : parkMs) * NS_PER_MS),
        pauseNs == null ? 0 : pauseNs.longValue());
  }

  private static IntPredicate aborted(BootPayload boot, @Nullable MemorySegment bitmap) {
    if (bitmap == null) {
      return signal -> false;
    }
    Integer capacity = boot.abortCapacity();
    return new AbortSignals(bitmap, capacity == null ? 0 : capacity)::isAborted;
  }
}
