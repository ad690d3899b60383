package dev.intarsia.host.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.TaskContext;
import dev.intarsia.host.WorkerLostException;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.WorkerTasks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Java tasks in processes of their own. */
class ProcessPoolTest extends PoolContract {
  /** What the workers serve. */
  public static final class Tasks {
    private Tasks() {}

    public static @Nullable Object echo(@Nullable Object value) {
      return value;
    }

    public static double square(double x) {
      return x * x;
    }

    public static Object fail(String message) {
      throw new IllegalStateException(message);
    }

    public static double nap(double ms, TaskContext context) throws InterruptedException {
      Thread.sleep((long) ms);
      return ms;
    }

    public static Object leave(Object code) {
      Runtime.getRuntime().halt(3);
      return code;
    }
  }

  private static WorkerTasks tasks(String... names) {
    WorkerTasks tasks = WorkerTasks.ofJava("echo", Tasks.class.getName() + "::echo");
    for (String name : names) {
      tasks = tasks.withJava(name, Tasks.class.getName() + "::" + name);
    }
    return tasks;
  }

  @Override
  Pool open(int workers) {
    ProcessOptions options =
        ProcessOptions.builder()
            .environment("INTARSIA_BINARY", "")
            .runtimeFlags("-XX:TieredStopAtLevel=1")
            .startTimeout(Duration.ofSeconds(50))
            .build();
    return Pool.builder()
        .processWorkers("intarsia", workers, tasks("square", "fail", "nap", "leave"), options)
        .build();
  }

  @Test
  void shouldReplaceAWorkerThatLeaves() {
    try (Pool pool = open(1)) {
      PoolCall<Object> last = pool.call("leave", 1.0);
      assertThatThrownBy(last::await).isInstanceOf(WorkerLostException.class).hasMessageContaining("exited with code 3");
      assertThat(pool.<Object>callBlocking("square", 5.0)).isEqualTo(25.0);
    }
  }
}
