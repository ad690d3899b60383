package dev.intarsia.host.process;

import dev.intarsia.bridge.signal.SignalWords;
import dev.intarsia.protocol.layout.SignalLayout;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether a worker lives: it has parked, or uses processor time. A worker that the kernel has stopped is given up after
 * a second; one that blocks while its status says that it runs, after the heartbeat's timeout.
 */
final class WorkerPulse {
  private static final long CHECK_NS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long STOPPED_NS = TimeUnit.SECONDS.toNanos(1);

  private final String pid;
  private final long timeoutNs;
  private long checkedNs = System.nanoTime();
  private long aliveNs = checkedNs;
  private long stoppedSinceNs = Long.MAX_VALUE;
  private long ticks = -1;

  WorkerPulse(long pid, long timeoutNs) {
    this.pid = Long.toString(pid);
    this.timeoutNs = timeoutNs;
  }

  /** What is wrong with a worker that may not have mapped its memory yet, or null. */
  @Nullable String checkStart(long nowNs) {
    ProcStat stat = look(nowNs);
    return stat == null ? null : stopped(nowNs, stat);
  }

  /** What is wrong with the worker, or null. */
  @Nullable String check(long nowNs, SignalWords signals) {
    ProcStat stat = look(nowNs);
    if (stat == null) {
      return null;
    }
    String complaint = stopped(nowNs, stat);
    if (complaint != null) {
      return complaint;
    }
    if (signals.rxStatus() != SignalLayout.RUNNING || stat.ticks() != ticks) {
      aliveNs = nowNs;
      ticks = stat.ticks();
    } else if (nowNs - aliveNs >= timeoutNs) {
      return "has shown no sign of life for " + seconds(nowNs - aliveNs) + " s";
    }
    return null;
  }

  /** Null when it is too early for another look, or the process is gone. */
  private @Nullable ProcStat look(long nowNs) {
    if (nowNs - checkedNs < CHECK_NS) {
      return null;
    }
    checkedNs = nowNs;
    return ProcStat.of(pid);
  }

  private @Nullable String stopped(long nowNs, ProcStat stat) {
    if (!stat.stopped()) {
      stoppedSinceNs = Long.MAX_VALUE;
    } else if (stoppedSinceNs == Long.MAX_VALUE) {
      stoppedSinceNs = nowNs;
    } else if (nowNs - stoppedSinceNs >= STOPPED_NS) {
      return "has been stopped (SIGSTOP) for " + seconds(nowNs - stoppedSinceNs) + " s";
    }
    return null;
  }

  private static long seconds(long ns) {
    return TimeUnit.NANOSECONDS.toSeconds(ns);
  }
}
