package dev.intarsia.conformance.pool;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.intarsia.host.Pool;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.ProcessWorkers;
import dev.intarsia.host.process.WorkerTasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Real workers, where the machine has their runtimes and a reference implementation is given. */
class ForeignPoolTest {
  private static final String MODULE = """
      export const echo = (x) => x;
      export const square = (x) => x * x;
      export const fail = (message) => { throw new Error(message); };
      export const nap = (ms) => new Promise((done) => setTimeout(() => done(ms), ms));
      """;

  @TempDir
  private static Path folder;

  private static Pool open(String runtime, int workers) {
    String knitting = System.getProperty("intarsia.knitting", "");
    assumeTrue(!knitting.isEmpty(), "no reference implementation given: -Dintarsia.knitting=DIR");
    String set = System.getenv().getOrDefault(runtime.toUpperCase(Locale.ROOT) + "_BINARY", "");
    boolean found = !set.isEmpty() && Files.isExecutable(Path.of(set));
    for (String part : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      found |= Files.isExecutable(Path.of(part, runtime));
    }
    assumeTrue(found, runtime + " is not on PATH");
    try {
      Path module = Files.writeString(folder.resolve("tasks.mjs"), MODULE);
      WorkerTasks tasks = WorkerTasks.ofFiles(List.of(module), List.of("echo", "square", "fail", "nap"));
      ProcessOptions options =
          ProcessOptions.builder().knitting(Path.of(knitting)).build();
      return Pool.builder()
          .workers(ProcessWorkers.of(ProcessRuntime.of(runtime), tasks)
              .count(workers)
              .options(options))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Nested
  class NodePoolTest extends PoolContract {
    @Override
    Pool open(int workers) {
      return ForeignPoolTest.open("node", workers);
    }
  }

  @Nested
  class DenoPoolTest extends PoolContract {
    @Override
    Pool open(int workers) {
      return ForeignPoolTest.open("deno", workers);
    }
  }

  @Nested
  class BunPoolTest extends PoolContract {
    @Override
    Pool open(int workers) {
      return ForeignPoolTest.open("bun", workers);
    }
  }
}
