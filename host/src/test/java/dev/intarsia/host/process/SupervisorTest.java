package dev.intarsia.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SupervisorTest {
  static List<Throwable> faults() {
    return List.of(
        new InternalError("a fault occurred in an unsafe memory access operation"),
        new OutOfMemoryError("injected"),
        new StackOverflowError(),
        new NoClassDefFoundError("injected"),
        new IllegalStateException("injected"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldEndOnlyTheWorkerWhoseLookThrows(Throwable fault) {
    FakeWorker broken = new FakeWorker(fault, null);
    FakeWorker healthy = new FakeWorker(null, null);
    Supervisor.turn(List.of(broken, healthy), 1);
    assertThat(broken.killedFor).containsExactly(fault);
    assertThat(healthy.looks).isEqualTo(1);
    assertThat(healthy.killedFor).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldTryAgainWhenEndingAWorkerThrows(Throwable fault) {
    FakeWorker broken = new FakeWorker(fault, new OutOfMemoryError("injected"));
    FakeWorker healthy = new FakeWorker(null, null);
    Supervisor.turn(List.of(broken, healthy), 1);
    Supervisor.turn(List.of(broken, healthy), 2);
    assertThat(broken.killedFor).containsExactly(fault, fault);
    assertThat(healthy.looks).isEqualTo(2);
  }

  private static final class FakeWorker implements Supervised {
    private final @Nullable Throwable inLook;
    private final @Nullable Throwable inKill;
    private final List<Throwable> killedFor = new ArrayList<>();
    private int looks;

    FakeWorker(@Nullable Throwable inLook, @Nullable Throwable inKill) {
      this.inLook = inLook;
      this.inKill = inKill;
    }

    @Override
    public void supervise(long nowNs) {
      looks++;
      raise(inLook);
    }

    @Override
    public void kill(Throwable why) {
      killedFor.add(why);
      raise(inKill);
    }

    @Override
    public boolean starting() {
      return false;
    }

    @Override
    public boolean attentive() {
      return false;
    }

    private static void raise(@Nullable Throwable fault) {
      if (fault instanceof Error error) {
        throw error;
      }
      if (fault instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }
}
