package dev.intarsia.conformance.live;

import dev.intarsia.protocol.layout.SignalLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What a worker does with nothing to do, and how it continues. */
final class IdleChecks {
  /** In the boot payload of {@link #runPatient}'s session. */
  static final int PARK_MS = 4_000;

  private static final int TRIES = 3;
  private static final int WAKES = 100;

  private final Checker checker;
  private final RawSession session;
  private final int echo;
  private final long limitNs;

  IdleChecks(Checker checker, RawSession session, List<String> names, long limitNs) {
    this.checker = checker;
    this.session = session;
    this.limitNs = limitNs;
    echo = names.indexOf("echo");
  }

  void run() {
    checker.check("stores 0 or 1 into rxStatus", () -> {
      int status = session.rxStatus();
      return status == SignalLayout.PARKED || status == SignalLayout.RUNNING ? null : "rxStatus is " + status;
    });
    checker.check("answers after one wake", () -> {
      for (int i = 0; i < 20; i++) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        if (session.call(RawFrame.number(echo, i, i), limitNs).number() != i) {
          return "another number than was sent";
        }
      }
      return null;
    });
    checker.check("answers while txStatus is 1", () -> {
      session.txStatus(1);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      boolean right = session.call(RawFrame.number(echo, 1, 1), limitNs).number() == 1;
      session.txStatus(0);
      return right ? null : "another number than was sent";
    });
    checker.check("waits on a futex", this::futex);
  }

  /**
   * In a session with a long park time. A worker that never sleeps, or naps for moments, answers at once all the same; one that
   * says that it sleeps may be in a runtime that nothing can wake (SIG-005).
   */
  void runPatient() {
    checker.check("says that it sleeps", () -> {
      long tookMs = 0;
      int status = 0;
      session.call(RawFrame.number(echo, 1, 1), limitNs);
      for (int i = 0; i < TRIES; i++) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        status = session.rxStatus();
        long start = System.nanoTime();
        session.call(RawFrame.number(echo, i, i), limitNs);
        tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        if (status == SignalLayout.PARKED || tookMs < PARK_MS / 2) {
          return null;
        }
      }
      return "rxStatus was " + status + ", so that no host wakes it, and the reply took " + tookMs
          + " ms with a park time of " + PARK_MS;
    });
  }

  private @Nullable String futex() {
    int parked = 0;
    for (int i = 0; i < WAKES; i++) {
      if (session.rxStatus() == SignalLayout.PARKED) {
        parked++;
        if (session.wake() > 0) {
          return null;
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    return parked == 0 ? null : "rxStatus was 0 at " + parked + " looks, and no wake of op found a waiter";
  }

  /** In a session with another layout, and with areas that nine long replies do not fit into. */
  void runMoved() {
    checker.check("takes every index from the boot payload", () -> {
      byte[] bytes = RawFrame.pattern(5, 700);
      for (int i = 0; i < 40; i++) {
        RawFrame.Reply reply = session.call(RawFrame.dynamic(echo, i, PayloadTag.BINARY, bytes), limitNs);
        if (!Arrays.equals(reply.bytes(), bytes)) {
          return reply.toString();
        }
      }
      return null;
    });
    checker.check("refuses a result over the limit in the protocol's words", () -> {
      byte[] bytes = RawFrame.pattern(5, 9000);
      session.publishAt(List.of(0), List.of(RawFrame.dynamic(echo, 1, PayloadTag.BINARY, bytes)));
      RawFrame.Reply reply = session.await(1, limitNs).getFirst();
      String said = new String(reply.bytes(), StandardCharsets.UTF_8);
      return reply.flags() != 0 && said.contains("KNT_ERROR_3") && said.contains("limit=8192; actual=9000; type=B")
          ? null
          : reply.toString();
    });
  }
}
