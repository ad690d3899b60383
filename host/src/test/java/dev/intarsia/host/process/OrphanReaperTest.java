package dev.intarsia.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The shell that outlives its JVM, killed before it: another one does its work. */
@Timeout(120)
class OrphanReaperTest {
  /** A host that watches over one process, with memory, and whose reaper is killed. */
  static final class Host {
    private Host() {}

    /**
     * @param arguments a name in {@code /dev/shm}
     */
    public static void main(String[] arguments) throws Exception {
      String name = arguments[0];
      OrphanReaper.expect(name);
      Process worker = new ProcessBuilder("sleep", "600").start();
      OrphanReaper.watch(worker.pid(), name);
      Process gone = new ProcessBuilder("sleep", "600").start();
      OrphanReaper.watch(gone.pid(), null);
      ProcessHandle first = Objects.requireNonNull(OrphanReaper.shell());
      first.destroyForcibly();
      first.onExit().get(60, TimeUnit.SECONDS);
      OrphanReaper.forget(gone.pid(), null);
      while (!Objects.requireNonNull(OrphanReaper.shell()).isAlive()) {
        OrphanReaper.look();
      }
      System.out.println(worker.pid() + " " + gone.pid());
      Runtime.getRuntime().halt(0);
    }
  }

  @Test
  void shouldDoItsWorkAlsoWhereTheFirstShellWasKilled() throws Exception {
    String name = "intarsia-orphans-" + ProcessHandle.current().pid();
    Path file = Files.writeString(Path.of("/dev/shm", name), "memory");
    ProcessHandle gone = null;
    try {
      Process host = new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              Host.class.getName(),
              name)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
      String[] pids = line(host).split(" ", -1);
      gone = ProcessHandle.of(Long.parseLong(pids[1])).orElseThrow();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> ProcessHandle.of(Long.parseLong(pids[0])).isEmpty() && !Files.exists(file));
      assertThat(gone.isAlive()).as("a process that is no worker any more").isTrue();
    } finally {
      Files.deleteIfExists(file);
      if (gone != null) {
        gone.destroyForcibly();
      }
    }
  }

  private static String line(Process host) throws IOException {
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(host.getInputStream(), StandardCharsets.UTF_8))) {
      return Objects.requireNonNull(out.readLine(), "the host said nothing");
    }
  }
}
