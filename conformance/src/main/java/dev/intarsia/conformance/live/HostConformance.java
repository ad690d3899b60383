package dev.intarsia.conformance.live;

import dev.intarsia.bridge.boot.BootPayload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Plays a worker to a live host. The host is a program that makes a pool whose {@code processCommandPrefix} is what
 * {@link #WORKER_VARIABLE} names, checks that its calls return their argument (or reject with it, where the task's
 * name starts with {@code fail}), and exits with 0 when they do.
 */
public final class HostConformance {
  /** The environment variable that tells the host's program what its worker is. */
  public static final String WORKER_VARIABLE = "INTARSIA_CONFORM_WORKER";

  private static final long WORKER_END_MS = 5_000;

  private final List<String> command;
  private final Duration patience;
  private final long seed;
  private final Consumer<String> output;
  private final List<LiveResult> results = new ArrayList<>();

  /**
   * @param command runs the host's program
   * @param patience how long it may take in all
   * @param seed of the order of replies
   * @param output takes what it prints
   */
  public HostConformance(List<String> command, Duration patience, long seed, Consumer<String> output) {
    this.command = List.copyOf(command);
    this.patience = patience;
    this.seed = seed;
    this.output = output;
  }

  /** Runs the program and gathers what its workers saw. */
  public List<LiveResult> run() throws IOException {
    Path folder = Files.createTempDirectory("intarsia-conform");
    try {
      runHost(folder);
      List<LiveResult> seen = ProbeLog.read(folder);
      if (seen.isEmpty()) {
        results.add(LiveResult.fail(
            "starts its worker", "PROC-001", "a process of processCommandPrefix [$" + WORKER_VARIABLE + "]", "none"));
      } else {
        results.add(LiveResult.pass("starts its worker", "PROC-001", ""));
        results.addAll(seen);
        ended(seen);
      }
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(folder);
    }
    return List.copyOf(results);
  }

  private void ended(List<LiveResult> seen) {
    if (seen.stream().noneMatch(r -> r.requirement().equals("PROC-012"))) {
      results.add(LiveResult.fail(
          "ends its worker with SIGTERM", "PROC-012", "SIGTERM at shutdown", "killed, or left running"));
    }
    if (seen.stream().noneMatch(r -> r.requirement().equals("SIG-002"))) {
      results.add(LiveResult.unimplemented("adds to op for a parked worker", "SIG-002", "no call met a parked worker"));
    }
  }

  private void runHost(Path folder) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove(BootPayload.DEPTH_VARIABLE);
    builder.environment().put(WORKER_VARIABLE, script(folder).toString());
    Process host = builder.start();
    Thread reader = Thread.ofVirtual().start(() -> read(host));
    try {
      boolean over = host.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
      // Its workers are its children's children at most; once it is gone, they are told by their parent's death.
      List<ProcessHandle> workers = host.descendants().toList();
      String id = "is content with its replies";
      if (!over) {
        host.destroyForcibly();
        results.add(LiveResult.fail(id, "PROC-008", "an end within " + patience.toSeconds() + " s", "it runs on"));
      } else if (host.exitValue() == 0) {
        results.add(LiveResult.pass(id, "PROC-008", ""));
      } else {
        results.add(LiveResult.fail(id, "PROC-008", "exit code 0", "exit code " + host.exitValue()));
      }
      workers.forEach(ProcessHandle::destroy);
      reader.join(WORKER_END_MS);
    } catch (InterruptedException e) {
      host.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void read(Process host) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(host.getInputStream(), StandardCharsets.UTF_8))) {
      lines.lines().forEach(output);
    } catch (IOException | java.io.UncheckedIOException e) {
      output.accept("its output ended: " + e.getMessage());
    }
  }

  private Path script(Path folder) throws IOException {
    String java =
        "exec '%s' --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -D%s='%s' -D%s=%d -cp '%s' %s \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                HostProbe.FOLDER,
                folder,
                HostProbe.SEED,
                seed,
                System.getProperty("java.class.path"),
                HostProbe.class.getName());
    Path script = Files.writeString(folder.resolve("worker"), "#!/bin/sh\n" + java);
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }
}
