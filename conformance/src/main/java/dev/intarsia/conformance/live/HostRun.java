package dev.intarsia.conformance.live;

import dev.intarsia.bridge.boot.BootPayload;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run of a host's program, with {@link HostProbe} as its worker.
 *
 * @param ended whether it ended by itself, within the patience
 * @param code its exit code, where it ended
 */
record HostRun(boolean ended, int code) {
  private static final long WORKER_END_MS = 5_000;

  /**
   * Runs the program.
   *
   * @param folder takes the logs of its workers
   * @param endAfter ends the worker after so many requests; 0 for never
   */
  static HostRun of(
      List<String> command,
      HostConformance.Options options,
      Consumer<String> output,
      Path folder,
      Map<String, String> environment,
      int endAfter)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove(BootPayload.DEPTH_VARIABLE);
    builder.environment().putAll(environment);
    builder
        .environment()
        .put(
            HostConformance.WORKER_VARIABLE,
            script(folder, options.seed(), endAfter).toString());
    Process host = builder.start();
    Thread reader = Thread.ofVirtual().start(() -> read(host, output));
    try {
      boolean over = host.waitFor(options.patience().toMillis(), TimeUnit.MILLISECONDS);
      // Its workers are its children's children at most; once it is gone, they are told by their parent's death.
      List<ProcessHandle> workers = host.descendants().toList();
      if (!over) {
        host.destroyForcibly().waitFor();
      }
      workers.forEach(ProcessHandle::destroy);
      reader.join(WORKER_END_MS);
      return new HostRun(over, host.exitValue());
    } catch (InterruptedException e) {
      host.destroyForcibly();
      Thread.currentThread().interrupt();
      return new HostRun(false, -1);
    }
  }

  private static void read(Process host, Consumer<String> output) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(host.getInputStream(), StandardCharsets.UTF_8))) {
      lines.lines().forEach(output);
    } catch (IOException | UncheckedIOException e) {
      output.accept("its output ended: " + e.getMessage());
    }
  }

  /** Absolute: the host may run its worker in another folder. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> entry.isEmpty() ? entry : Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path script(Path folder, long seed, int endAfter) throws IOException {
    String java =
        "exec '%s' --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -D%s='%s' -D%s=%d -D%s=%d -cp '%s' %s \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                HostProbe.FOLDER,
                folder,
                HostProbe.SEED,
                seed,
                HostProbe.END_AFTER,
                endAfter,
                classPath(),
                HostProbe.class.getName());
    Path script = Files.writeString(folder.resolve("worker"), "#!/bin/sh\n" + java);
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }
}
