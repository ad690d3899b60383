package dev.intarsia.conformance.live;

import dev.intarsia.conformance.live.RawSession.Start;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Starts that have to fail, starts in unusual ways, and what a worker does when its host is gone. */
final class StartChecks {
  private static final int NOT_STARTED = 2;
  private static final int PAYLOAD_BYTES = 8 << 20;
  private static final long ORPHAN_NS = TimeUnit.SECONDS.toNanos(15);

  private final Checker checker;
  private final List<String> command;
  private final List<String> modules;
  private final List<String> names;
  private final long limitNs;
  private final Consumer<String> log;

  StartChecks(
      Checker checker,
      List<String> command,
      List<String> modules,
      List<String> names,
      long limitNs,
      Consumer<String> log) {
    this.checker = checker;
    this.command = command;
    this.modules = modules;
    this.names = names;
    this.limitNs = limitNs;
    this.log = log;
  }

  Start plain(boolean named) {
    return new Start(command, RawLayout.ordered(PAYLOAD_BYTES), named, false, modules, names, UnaryOperator.identity());
  }

  void run() {
    refuses("refuses a boot payload of another version", boot -> boot.put("version", 2));
    refuses("refuses a boot payload without a lane", boot -> {
      ((ObjectNode) boot.get("workerData")).remove("returnLock");
      return boot;
    });
    refuses("refuses a slice beyond the memory", boot -> {
      ((ObjectNode) boot.at("/workerData/returnLock/payload")).put("byteLength", 1L << 40);
      return boot;
    });
    refuses("refuses a slice that is too short", boot -> {
      ((ObjectNode) boot.at("/workerData/lock/headers")).put("byteLength", 1000);
      return boot;
    });
    refuses("refuses a slice that is not aligned", boot -> {
      ((ObjectNode) boot.at("/workerData/lock/headers")).put("byteOffset", 702);
      return boot;
    });
    checker.check("does not move ids when an export is missing", this::missingExport);
    checker.check("takes function ids by the position in names", this::otherOrder);
    checker.check("ends when its host is killed", () -> orphan(false));
    checker.check("removes the memory's name when its host is killed", () -> orphan(true));
  }

  private void refuses(String id, UnaryOperator<ObjectNode> change) {
    checker.check(id, () -> {
      Start start = plain(false);
      Start changed = new Start(start.command(), start.layout(), false, false, modules, names, change);
      try (RawSession session = RawSession.start(changed, log)) {
        until(() -> !session.process().isAlive() || session.rxStatus() != NOT_STARTED, limitNs);
        if (session.rxStatus() != NOT_STARTED) {
          return "it has mapped the memory: rxStatus is " + session.rxStatus();
        }
        return session.process().isAlive()
            ? "the worker runs on"
            : session.process().exitValue() == 0 ? "exit code 0" : null;
      }
    });
  }

  private @Nullable String missingExport() {
    List<String> more = new ArrayList<>(names);
    more.add(0, "aMissingTask");
    return runsTheNamedFunctionOrEnds(more);
  }

  /** The reference sorts again: a worker that does has to refuse what it would get wrong. */
  private @Nullable String otherOrder() {
    List<String> reversed = new ArrayList<>(names);
    Collections.reverse(reversed);
    return runsTheNamedFunctionOrEnds(reversed);
  }

  /** Calls {@code echo} by its position in these names: it has to answer, or the worker to end with an error. */
  private @Nullable String runsTheNamedFunctionOrEnds(List<String> inThisOrder) {
    Start start = plain(false);
    try (RawSession session =
        RawSession.start(new Start(command, start.layout(), false, false, modules, inThisOrder, start.boot()), log)) {
      session.publish(List.of(RawFrame.text(inThisOrder.indexOf("echo"), 1, "x")), limitNs);
      until(() -> !session.process().isAlive() || session.unread() != 0, limitNs);
      if (session.unread() == 0) {
        return session.process().isAlive()
            ? "no reply, and no end"
            : session.process().exitValue() == 0 ? "exit code 0" : null;
      }
      RawFrame.Reply reply = session.take(1).getFirst();
      return reply.flags() == 0 && reply.bytes().length == 1 ? null : "another function ran: " + reply;
    }
  }

  private @Nullable String orphan(boolean named) {
    Start start = plain(named);
    Start under = new Start(command, start.layout(), named, true, modules, names, start.boot());
    try (RawSession session = RawSession.start(under, log)) {
      session.call(RawFrame.text(names.indexOf("echo"), 1, "x"), limitNs);
      ProcessHandle worker = session.process().children().findFirst().orElse(null);
      if (worker == null) {
        return "no worker below the host's process";
      }
      session.process().destroyForcibly();
      boolean ended = until(() -> !worker.isAlive(), ORPHAN_NS);
      if (!ended) {
        worker.destroyForcibly();
      }
      if (!named) {
        return ended ? null : "the worker still ran " + TimeUnit.NANOSECONDS.toSeconds(ORPHAN_NS) + " s later";
      }
      boolean left = Files.exists(Path.of("/dev/shm", String.valueOf(session.name())));
      return left ? "/dev/shm/" + session.name() + " is still there" : null;
    }
  }

  static boolean until(BooleanSupplier done, long limitNs) {
    long start = System.nanoTime();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - start > limitNs) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    return true;
  }
}
