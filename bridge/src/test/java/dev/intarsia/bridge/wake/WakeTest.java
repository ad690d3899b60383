package dev.intarsia.bridge.wake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.memory.SharedMemory;
import dev.intarsia.bridge.signal.SignalWords;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WakeTest {
  private static final long LONG_NS = TimeUnit.SECONDS.toNanos(20);

  static Stream<WaitPoint> waitPoints() {
    return Stream.of(new FutexWaitPoint(SharedMemory.anonymous(64).segment().asSlice(0, 4)), new ParkWaitPoint());
  }

  @ParameterizedTest
  @MethodSource("waitPoints")
  void shouldEndTheWaitWhenWoken(WaitPoint point) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    int ticket = point.ticket();
    Thread waiter = Thread.ofPlatform().start(() -> {
      while (point.ticket() == ticket) {
        point.await(ticket, LONG_NS);
      }
      done.countDown();
    });
    Thread.sleep(50);
    assertThat(done.getCount()).isEqualTo(1);
    point.wake();
    assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
    waiter.join();
  }

  @ParameterizedTest
  @MethodSource("waitPoints")
  void shouldNotWaitWhenWokenAfterTheTicket(WaitPoint point) {
    int ticket = point.ticket();
    point.wake();
    long from = System.nanoTime();
    point.await(ticket, LONG_NS);
    assertThat(System.nanoTime() - from).isLessThan(LONG_NS / 4);
  }

  @ParameterizedTest
  @MethodSource("waitPoints")
  void shouldWaitNoLongerThanTheTimeout(WaitPoint point) {
    long from = System.nanoTime();
    point.await(point.ticket(), TimeUnit.MILLISECONDS.toNanos(20));
    point.await(point.ticket(), 0);
    assertThat(System.nanoTime() - from).isLessThan(LONG_NS / 4);
  }

  @ParameterizedTest
  @MethodSource("waitPoints")
  void shouldLoseNoWakeInPingPong(WaitPoint point) throws InterruptedException {
    ParkWaitPoint back = new ParkWaitPoint();
    int rounds = 20_000;
    Thread ponger = Thread.ofPlatform().start(() -> {
      int seen = 0;
      while (seen < rounds) {
        int now = point.ticket();
        if (now == seen) {
          point.await(now, LONG_NS);
        } else {
          seen = now;
          back.wake();
        }
      }
    });
    long from = System.nanoTime();
    for (int i = 1; i <= rounds; i++) {
      point.wake();
      while (back.ticket() < i) {
        int ticket = back.ticket();
        if (ticket < i) {
          back.await(ticket, LONG_NS);
        }
      }
    }
    ponger.join();
    assertThat(System.nanoTime() - from).isLessThan(LONG_NS);
  }

  @Test
  void shouldWakeAPeerOnlyWhenItIsParked() throws InterruptedException {
    try (SharedMemory memory = SharedMemory.anonymous(192)) {
      SignalWords signals = new SignalWords(memory.segment());
      PeerWaking host = new PeerWaking(signals);
      signals.rxStatus(1);
      assertThat(host.wakeIfParked()).isFalse();
      assertThat(signals.op()).isZero();

      PeerWaking worker = new PeerWaking(signals);
      Thread sleeper = Thread.ofPlatform().start(() -> worker.park(worker.ticket(), LONG_NS, () -> false));
      while (signals.rxStatus() != 0) {
        Thread.onSpinWait();
      }
      Thread.sleep(20);
      assertThat(host.wakeIfParked()).isTrue();
      sleeper.join(5_000);
      assertThat(sleeper.isAlive()).isFalse();
      assertThat(signals.rxStatus()).isEqualTo(1);
      assertThat(signals.op()).isEqualTo(1);
    }
  }

  @Test
  void shouldNotSleepWhenWorkArrivesBeforeParking() {
    try (SharedMemory memory = SharedMemory.anonymous(192)) {
      PeerWaking worker = new PeerWaking(new SignalWords(memory.segment()));
      long from = System.nanoTime();
      worker.park(worker.ticket(), LONG_NS, () -> true);
      assertThat(System.nanoTime() - from).isLessThan(LONG_NS / 4);
    }
  }

  @Test
  void shouldSpinThenYieldThenPark() {
    ParkWaitPoint point = new ParkWaitPoint();
    Idler idler = new Idler(point, new IdleBudget(2_000_000, 1_000_000, 1_000_000));
    long from = System.nanoTime();
    int steps = 0;
    while (!idler.idle(idler.ticket(), LONG_NS)) {
      steps++;
    }
    assertThat(System.nanoTime() - from).isGreaterThanOrEqualTo(3_000_000);
    assertThat(steps).isGreaterThan(10);
    assertThat(idler.idle(idler.ticket(), LONG_NS)).isTrue();
    idler.reset();
    assertThat(idler.idle(idler.ticket(), LONG_NS)).isFalse();
  }
}
