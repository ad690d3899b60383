package dev.intarsia.host.process;

import dev.intarsia.bridge.abort.AbortSignals;
import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.memory.ProcessMapping;
import dev.intarsia.bridge.memory.SharedMemory;
import dev.intarsia.bridge.signal.SignalWords;
import dev.intarsia.bridge.wake.PeerWaking;
import dev.intarsia.protocol.layout.SignalLayout;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One worker process and the memory shared with it: started, watched, ended. {@link #requests} and {@link #replies}
 * belong to one thread at a time each; everything else may be called by any.
 *
 * <p>There is no ready handshake on the wire. This side stores a mark into {@code rxStatus} before the start, and any
 * other value there says that the worker has mapped the memory. From then on the word is the worker's alone. It has
 * loaded its tasks when it parks, takes a call or replies, since it does none of these before; one that does nothing for
 * {@link #QUIET_NS} and has no call to take counts as ready too.
 */
public final class WorkerChild implements AutoCloseable, Supervised {
  /** A status that no worker writes. */
  static final int MARK = 2;

  /** A worker that serves from the start need never park, so without calls it shows no further sign. */
  private static final long QUIET_NS = TimeUnit.SECONDS.toNanos(10);

  private enum Phase {
    STARTING,
    MAPPED,
    READY,
    ENDED
  }

  private final WorkerSpec spec;
  private final String description;
  private final SharedMemory memory;
  private final SignalWords signals;
  private final PeerWaking waking;
  private final HostAttention attention;
  private final MailboxPublisher requests;
  private final MailboxDrainer replies;
  private final @Nullable AbortSignals abortSignals;
  private final Process process;
  private final OutputTail errors;
  private final Consumer<Throwable> onLost;
  private final long startedNs = System.nanoTime();
  private final WorkerPulse pulse;
  private final MemoryWatch memoryWatch;
  private final WorkerClock clock = new WorkerClock();

  private Phase phase = Phase.STARTING;
  /** When it was seen to have mapped its memory, if it was. */
  private long mappedNs = startedNs;
  /** When it became ready, if it did. */
  private long readyNs = startedNs;
  /** Why the worker was killed, where this side did it; null when it ended by itself. */
  private @Nullable Throwable verdict;

  private boolean dismissed;
  /** Whether its memory holds nothing but what the protocol allows, as far as was seen. */
  private boolean sound = true;
  /** Whether somebody may still look at the memory, which reads as zeros once it is given back. */
  private boolean held = true;
  /** Complete once {@code onLost} has been told and the memory is given back. */
  private volatile @Nullable CompletableFuture<Process> end;

  private WorkerChild(WorkerSpec spec, int index, Consumer<Throwable> onLost) {
    this.spec = spec;
    this.onLost = onLost;
    this.description = spec.runtime().id() + " process worker " + index;
    MemoryPlan plan = MemoryPlan.of(spec);
    memory = WorkerLaunch.memory(plan.layout().totalBytes(), spec.options());
    Process launched = null;
    try {
      ProcessMapping mapping = ProcessMapping.of(memory, plan.layout());
      signals = mapping.signals();
      // Not parked, and nothing that a worker writes: its first status says that it has mapped the memory.
      signals.rxStatus(MARK);
      waking = new PeerWaking(signals);
      attention = new HostAttention(signals);
      requests =
          new MailboxPublisher(LaneMemory.of(mapping.request(), spec.payload().maxPayloadBytes()));
      replies = new MailboxDrainer(LaneMemory.of(mapping.reply(), spec.payload().maxPayloadBytes()));
      memoryWatch = new MemoryWatch(signals, requests, replies);
      abortSignals =
          mapping.abortSignals() == null ? null : new AbortSignals(mapping.abortSignals(), spec.abortCapacity());
      launched = WorkerLaunch.start(spec, description, memory, plan.bootPayload(memory, index));
      process = launched;
      mapping.peer().identify(process.pid());
      pulse = new WorkerPulse(process.pid(), spec.options().heartbeatTimeout().toNanos());
      OrphanReaper.watch(process.pid(), memory.name());
      errors = new OutputTail(description + " errors", process.getErrorStream(), this::hear);
    } catch (RuntimeException | Error e) {
      undo(launched);
      throw e;
    }
  }

  /** Nothing is left of a worker that could not be made: no process, no memory, no name. */
  private void undo(@Nullable Process launched) {
    if (launched != null) {
      launched.destroyForcibly();
      OrphanReaper.forget(launched.pid(), memory.name());
    }
    OrphanReaper.expectNoMore(memory.name());
    memory.close();
  }

  /**
   * Starts a worker. It returns before the worker is ready: calls published meanwhile wait.
   *
   * @param onLost told once when the worker ends without having been dismissed
   * @throws WorkerStartException when the runtime or the package is missing, or the program can't be run
   */
  public static WorkerChild start(WorkerSpec spec, int index, Consumer<Throwable> onLost) {
    WorkerChild child = new WorkerChild(spec, index, onLost);
    try {
      Supervisor.watch(child);
    } catch (RuntimeException | Error e) { // no thread can be had to supervise it
      Supervisor.forget(child);
      child.undo(child.process);
      throw e;
    }
    child.end = child.process.onExit().whenComplete((p, e) -> child.ended());
    return child;
  }

  private void hear(String line) {
    if (!clock.hear(line)) {
      spec.errorOutput().accept(line);
    }
  }

  /** The time stamp of a call with a budget that is made now. */
  int timeStamp() {
    return spec.runtime() == ProcessRuntime.INTARSIA
        ? (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime())
        : clock.stamp();
  }

  public MailboxPublisher requests() {
    return requests;
  }

  public MailboxDrainer replies() {
    return replies;
  }

  public @Nullable AbortSignals abortSignals() {
    return abortSignals;
  }

  public SignalWords signals() {
    return signals;
  }

  public long pid() {
    return process.pid();
  }

  public String description() {
    return description;
  }

  /** Processor time that it has used, in milliseconds; 0 once it is gone. */
  long cpuMs() {
    return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
  }

  /** Wakes the worker if it has parked. To be called after publishing and a full fence. */
  public void ring() {
    if (spec.runtime().waitsOnFutex()) {
      waking.wakeIfParked();
      return;
    }
    attention.called();
    if (signals.workerParked()) {
      // Nothing wakes it: it looks at this word and its mailbox at least every millisecond.
      signals.bumpOp();
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public synchronized boolean isReady() {
    return phase == Phase.READY;
  }

  /** How long it has been ready, in nanoseconds; 0 before. */
  synchronized long readyForNs() {
    return starting() ? 0 : System.nanoTime() - readyNs;
  }

  /** Called by the supervisor every few milliseconds while the worker starts, and less often later. */
  @Override
  public void supervise(long nowNs) {
    if (!process.isAlive()) {
      ended(); // who was to tell so may have failed
      return;
    }
    try {
      superviseLiving(nowNs);
    } catch (InternalError gone) {
      killCorrupt(MemoryWatch.TRUNCATED);
    }
  }

  private synchronized void superviseLiving(long nowNs) {
    if (phase != Phase.ENDED && !memory.isWhole()) {
      killCorrupt(MemoryWatch.TRUNCATED); // nobody has looked at the pages that are gone
      return;
    }
    attention.look();
    switch (phase) {
      case STARTING, MAPPED -> superviseStart(nowNs);
      case READY -> {
        String wrong = memoryWatch.check(nowNs);
        if (wrong != null) {
          killCorrupt(wrong);
          return;
        }
        String complaint = pulse.check(nowNs, signals);
        if (complaint != null) {
          kill(new IllegalStateException("The " + description + " " + complaint));
        }
      }
      case ENDED -> {}
    }
  }

  /** Whether calls have come lately: to be supervised more often. */
  @Override
  public boolean attentive() {
    return attention.raised();
  }

  @Override
  public boolean starting() {
    return phase == Phase.STARTING || phase == Phase.MAPPED;
  }

  private void superviseStart(long nowNs) {
    if (phase == Phase.STARTING && signals.rxStatus() != MARK) {
      phase = Phase.MAPPED;
      mappedNs = nowNs;
      memoryMapped();
    }
    if (phase == Phase.MAPPED && serves(nowNs)) {
      phase = Phase.READY;
      readyNs = nowNs;
    }
    long limitNs = spec.options().startTimeout().toNanos();
    if (phase != Phase.READY && nowNs - startedNs > limitNs) {
      kill(new WorkerStartException(
          "The " + description + " had not " + stage() + " after " + TimeUnit.NANOSECONDS.toMillis(limitNs) + " ms"));
      return;
    }
    String complaint = pulse.checkStart(nowNs);
    if (complaint != null) {
      kill(new WorkerStartException("The " + description + " " + complaint + " before it had " + stage()));
    }
  }

  private boolean serves(long nowNs) {
    return signals.rxStatus() == SignalLayout.PARKED
        || requests.acknowledgedBits() != 0
        || replies.hasPending()
        || (!requests.hasUnread() && nowNs - mappedNs >= QUIET_NS);
  }

  private String stage() {
    return phase == Phase.STARTING ? "mapped its memory" : "loaded its tasks";
  }

  /** Both sides have it: the name is needed no more. */
  private void memoryMapped() {
    clock.mapped();
    if (spec.options().named() && spec.options().unlinkOnShutdown()) {
      memory.unlink();
    }
  }

  /** Ends the worker; {@code onLost} hears nothing. */
  public synchronized void dismiss() {
    dismissed = true;
    process.destroy();
  }

  /** Ends the worker at once; {@code onLost} hears nothing. */
  public synchronized void dismissForcibly() {
    dismissed = true;
    process.destroyForcibly();
  }

  /** Ends the worker at once; {@code onLost} hears why. */
  @Override
  public synchronized void kill(Throwable why) {
    if (verdict == null) {
      verdict = why;
    }
    process.destroyForcibly();
  }

  /** Ends the worker, whose memory holds what no honest one writes. */
  synchronized void killCorrupt(String how) {
    sound = false;
    kill(new IllegalStateException("its shared memory is corrupt: it holds " + how));
  }

  synchronized boolean memoryIsSound() {
    return sound;
  }

  /**
   * Waits until the process is gone.
   *
   * @return false when {@code limitNs} passed first
   */
  public boolean awaitEnd(long limitNs) throws InterruptedException {
    return process.waitFor(limitNs, TimeUnit.NANOSECONDS);
  }

  /** Complete once the process is gone, whoever asked has been told, and the memory is given back. */
  CompletableFuture<Process> end() {
    CompletableFuture<Process> started = end;
    return started == null ? process.onExit() : started;
  }

  private void ended() {
    Phase before;
    boolean tell;
    Throwable why;
    synchronized (this) {
      before = phase;
      if (before == Phase.ENDED) {
        return;
      }
      phase = Phase.ENDED;
      tell = !dismissed;
      why = verdict;
    }
    try {
      Supervisor.forget(this);
      OrphanReaper.forget(process.pid(), memory.name());
    } finally {
      try {
        if (tell) {
          onLost.accept(cause(why, before));
        }
      } finally {
        giveMemoryBack();
      }
    }
  }

  /** Why it ended; something, even where there is no memory to say more. */
  private Throwable cause(@Nullable Throwable why, Phase before) {
    try {
      return WorkerLaunch.endOf(spec, description, process, errors.last(), why, before == Phase.READY);
    } catch (Throwable fault) {
      return why == null ? fault : why;
    }
  }

  /** Nobody looks at the memory any more: it is given back as soon as the worker is gone. */
  void letGo() {
    synchronized (this) {
      held = false;
    }
    giveMemoryBack();
  }

  /** Kills the worker if it lives, and gives its memory back once it is gone. */
  @Override
  public void close() {
    if (process.isAlive()) {
      dismissForcibly();
    }
    letGo();
  }

  private synchronized void giveMemoryBack() {
    if (held || phase != Phase.ENDED) {
      return;
    }
    if (!spec.options().unlinkOnShutdown()) {
      memory.keepName();
    }
    memory.close();
  }
}
