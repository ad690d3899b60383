package dev.intarsia.benchmarks.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What this JVM and its peer have used: it says more than the clock where the machine has other work too.
 *
 * @param cpuNs processor time of both
 * @param waits how often a thread of either has gone to sleep; 0 where there is no {@code /proc}
 */
record Vitals(long cpuNs, long waits) {
  static Vitals of(Process peer) {
    long cpu = 0;
    long waits = 0;
    for (ProcessHandle each : List.of(ProcessHandle.current(), peer.toHandle())) {
      cpu += each.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
      waits += waits(Path.of("/proc/" + each.pid() + "/task"));
    }
    return new Vitals(cpu, waits);
  }

  private static long waits(Path tasks) {
    if (!Files.isDirectory(tasks)) {
      return 0;
    }
    try (Stream<Path> threads = Files.list(tasks)) {
      return threads.mapToLong(thread -> waitsOf(thread.resolve("status"))).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long waitsOf(Path status) {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("voluntary_ctxt_switches"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (NoSuchFileException gone) {
      return 0;
    } catch (IOException e) {
      return 0; // a thread that ends while it is looked at
    }
  }

  String since(Vitals before, long calls) {
    return String.format(
        Locale.ROOT,
        "%6.1f us of processor, %5.2f waits a call",
        (cpuNs - before.cpuNs) / 1e3 / calls,
        (double) (waits - before.waits) / calls);
  }
}
