package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolBuilder;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.ProcessWorkers;
import dev.intarsia.host.process.WorkerTasks;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A JVM that really has no descriptor, or no room for a thread, when it starts workers: one clear error, nothing is left, and
 * the workers that serve already go on. At each number of free descriptors, so that each step of a start fails once.
 */
@Timeout(300)
class StartFaultsTest {
  private static final int MOST_FREE = 14;
  private static final int THREADS = 120;
  private static final String SHELL = "ulimit -n 160; ulimit -v 6000000; exec \"$@\"";

  /** What process workers serve. */
  public static final class Tasks {
    private Tasks() {}

    public static @Nullable Object echo(@Nullable Object value) {
      return value;
    }
  }

  /** The JVM with the limits. */
  static final class Host {
    private Host() {}

    public static void main(String[] arguments) throws Exception {
      try (Pool near = Pool.builder().workers(java(1)).build();
          Pool far = processes(false).build()) {
        serves(near);
        serves(far);
        for (boolean named : new boolean[] {false, true}) {
          try (Pool first = processes(named).build()) { // whatever is loaded once is loaded now
            serves(first);
          }
          for (int free = 0; free <= MOST_FREE; free++) {
            descriptors(free, named, near, far);
          }
        }
        threads(near, far);
        serves(near);
        serves(far);
      }
      System.out.println("end");
      System.exit(0);
    }

    private static JavaWorkers java(int count) {
      return JavaWorkers.of(count).task("echo", Object.class, Object.class, x -> x);
    }

    private static PoolBuilder processes(boolean named) {
      ProcessOptions.Builder options = ProcessOptions.builder()
          .environment("INTARSIA_BINARY", "")
          .runtimeFlags("-XX:TieredStopAtLevel=1", "-Xmx64m", "-XX:+UseSerialGC", "-XX:CompressedClassSpaceSize=64m")
          .startTimeout(Duration.ofSeconds(60));
      WorkerTasks tasks = WorkerTasks.ofJava("echo", Tasks.class.getName() + "::echo");
      return Pool.builder()
          .workers(ProcessWorkers.of(ProcessRuntime.INTARSIA, tasks)
              .options(named ? options.named("faults").build() : options.build()));
    }

    private static void serves(Pool pool) {
      if (!"here".equals(pool.call("echo", "here").await())) {
        throw new AssertionError("a wrong answer");
      }
    }

    private static void descriptors(int free, boolean named, Pool near, Pool far) throws Exception {
      Set<String> before = held();
      Deque<FileInputStream> taken = new ArrayDeque<>();
      String told = "built";
      try {
        try {
          while (true) {
            taken.push(new FileInputStream("/dev/null"));
          }
        } catch (IOException full) {
          for (int i = 0; i < free; i++) {
            taken.pop().close();
          }
        }
        try {
          processes(named).build().close();
        } catch (Throwable failed) {
          told = failed.getClass().getSimpleName() + ": " + failed.getMessage();
        }
        serves(near);
        serves(far);
      } finally {
        for (FileInputStream each : taken) {
          each.close();
        }
      }
      report("descriptors " + free + (named ? " named" : ""), told, before);
    }

    private static void threads(Pool near, Pool far) throws Exception {
      Set<String> before = held();
      String told = "built";
      try (Pool pool = Pool.builder().workers(java(THREADS)).build()) {
        serves(pool);
      } catch (Throwable failed) {
        told = failed.getClass().getSimpleName() + ": " + failed.getMessage();
      }
      serves(near);
      serves(far);
      report("threads", told, before);
    }

    private static void report(String what, String told, Set<String> before) throws Exception {
      Set<String> left = Set.of();
      for (int look = 0; look < 200; look++) {
        left = held();
        left.removeAll(before);
        if (left.isEmpty()) {
          break;
        }
        Thread.sleep(50);
      }
      System.out.println(what + " | " + told.replace('\n', ' ') + " | " + left);
    }

    /** Threads, worker processes, memory: what a start could leave. */
    private static Set<String> held() throws IOException {
      Set<String> all = Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().startsWith("intarsia"))
          .map(Thread::toString)
          .collect(Collectors.toCollection(TreeSet::new));
      KillDrill.workers().forEach(worker -> all.add("process " + worker.pid()));
      try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
        for (Path each : descriptors.toList()) {
          String leads =
              Files.isSymbolicLink(each) ? Files.readSymbolicLink(each).toString() : "";
          if (leads.contains("memfd:intarsia") || leads.startsWith("/dev/shm")) {
            all.add(each + " " + leads);
          }
        }
      }
      try (Stream<Path> names = Files.list(Path.of("/dev/shm"))) {
        names.filter(name -> name.toString().endsWith("-faults")).forEach(name -> all.add(name.toString()));
      }
      return all;
    }
  }

  @Test
  void shouldFailWithOneClearErrorAndLeaveNothing() throws Exception {
    Process host = new ProcessBuilder(
            "/bin/sh",
            "-c",
            SHELL,
            "sh",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-XX:CompressedClassSpaceSize=64m",
            "-Dintarsia.home=/nonexistent",
            "-cp",
            System.getProperty("java.class.path"),
            Host.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(host.getInputStream(), StandardCharsets.UTF_8))) {
      out.lines().filter(line -> !line.startsWith("[")).forEach(lines::add); // the JVM warns on its output
    }
    lines.forEach(System.err::println);
    assertThat(lines).last().isEqualTo("end");
    lines.removeLast();
    assertThat(lines).as("left behind").allMatch(line -> line.endsWith("| []"));
    List<String> failed =
        lines.stream().filter(line -> !line.contains("| built |")).toList();
    assertThat(failed).anyMatch(line -> line.startsWith("threads | PoolStartException: "));
    assertThat(failed)
        .filteredOn(line -> line.startsWith("descriptors"))
        .hasSizeGreaterThan(6)
        .allMatch(line -> line.contains("StartException: ") || line.contains("SharedMemoryException: "))
        .allMatch(line -> line.contains("Too many open files") || line.contains("EMFILE"))
        .allMatch(line -> line.endsWith("raise ulimit -n | []"));
    assertThat(lines).contains("descriptors " + MOST_FREE + " | built | []");
  }
}
