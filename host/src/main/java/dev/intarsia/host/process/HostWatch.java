package dev.intarsia.host.process;

import dev.intarsia.bridge.boot.BootPayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the host has died, however it did: the chain of processes from this worker up to it has changed. What
 * stands between is told from the host by its environment, which carries the worker's boot payload.
 */
final class HostWatch implements Runnable {
  private static final long LOOK_MS = 100;
  private static final int LONGEST_CHAIN = 32;
  private static final long INIT = 1;

  private record Link(String pid, long parent) {}

  private final List<Link> chain = new ArrayList<>();
  private boolean orphaned;
  private final Runnable onGone;

  /**
   * @param onGone runs once, on the watching thread or the one that calls {@link #start}
   */
  HostWatch(Runnable onGone) {
    this.onGone = onGone;
    String pid = "self";
    while (chain.size() < LONGEST_CHAIN) {
      ProcStat stat = ProcStat.of(pid);
      // In a process namespace of its own the worker sees no host: whoever made the namespace ends it.
      if (stat == null || stat.parent() == 0) {
        return;
      }
      chain.add(new Link(pid, stat.parent()));
      pid = Long.toString(stat.parent());
      if (stat.parent() == INIT) {
        orphaned = !isHost(pid);
        return;
      }
      if (!carriesBootPayload(pid)) {
        return;
      }
    }
  }

  /** The host's process id, where it can be seen. */
  OptionalLong host() {
    return chain.isEmpty() || orphaned
        ? OptionalLong.empty()
        : OptionalLong.of(chain.getLast().parent());
  }

  private static boolean carriesBootPayload(String pid) {
    try {
      return ("\0" + environment(pid)).contains("\0" + BootPayload.VARIABLE + "=");
    } catch (IOException e) {
      return false;
    }
  }

  /** The first process of a machine or container is the host if this process has inherited its environment. */
  private static boolean isHost(String pid) {
    try {
      List<String> own = List.of(environment("self").split("\0", -1));
      for (String variable : environment(pid).split("\0", -1)) {
        boolean counted = variable.startsWith(BootPayload.DEPTH_VARIABLE + "=");
        if (!variable.isEmpty() && !counted && !own.contains(variable)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String environment(String pid) throws IOException {
    return Files.readString(Path.of("/proc", pid, "environ"), StandardCharsets.ISO_8859_1);
  }

  /** Looks at once, since a host may have died before this process began, and then from a thread of its own. */
  void start() {
    if (!hostLives()) {
      onGone.run();
      return;
    }
    Thread.ofPlatform().daemon().name("intarsia host watch").start(this);
  }

  /** Whether every process of the chain still has the parent that it had. */
  private boolean hostLives() {
    if (orphaned) {
      return false;
    }
    for (Link link : chain) {
      @Nullable ProcStat stat = ProcStat.of(link.pid());
      if (stat == null || stat.parent() != link.parent()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void run() {
    try {
      while (hostLives()) {
        Thread.sleep(LOOK_MS);
      }
      onGone.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
