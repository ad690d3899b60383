package dev.intarsia.cli.bench;

import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolBuilder;
import dev.intarsia.host.Workers;
import dev.intarsia.host.process.ProcessOptions;
import dev.intarsia.host.process.ProcessRuntime;
import dev.intarsia.host.process.ProcessWorkers;
import dev.intarsia.host.process.WorkerTasks;
import dev.intarsia.js.JsWorkers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** This library's pools. */
final class PoolSubject implements BenchSubject {
  private static final long BIG_INITIAL_BYTES = 64L << 20;
  private static final long BIG_MOST_BYTES = 256L << 20;
  private static final Duration COMPILING = Duration.ofSeconds(5);

  private final String kind;
  /** So many workers of one kind with the tasks {@code echo} and {@code primes}. */
  private final IntFunction<Workers> workers;

  private final Range range;
  private final Duration leastWarmUp;

  /** How the task {@code primes} is told its first and last number. */
  @FunctionalInterface
  interface Range {
    Object of(int first, int last);
  }

  /**
   * @param leastWarmUp until the tasks are machine code
   */
  PoolSubject(String kind, IntFunction<Workers> workers, Range range, Duration leastWarmUp) {
    this.kind = kind;
    this.workers = workers;
    this.range = range;
    this.leastWarmUp = leastWarmUp;
  }

  /** Tasks as lambdas. */
  static PoolSubject java() {
    return new PoolSubject(
        "java",
        count -> JavaWorkers.of(count)
            .task("echo", Object.class, Object.class, value -> value)
            .task("primes", double[].class, Double.class, range -> Primes.count((int) range[0], (int) range[1])),
        (first, last) -> new double[] {first, last},
        Duration.ZERO);
  }

  /** The same tasks as a TypeScript module. Numbers in a list are integers to JS; those of a double[] would not be. */
  static PoolSubject graaljs() {
    return new PoolSubject("graaljs", count -> JsWorkers.of(TaskModule.FILE).threads(count), List::of, COMPILING);
  }

  /** The same module in processes of a runtime. */
  static PoolSubject process(String runtime, @Nullable Path knitting) {
    ProcessOptions.Builder options = ProcessOptions.builder();
    if (knitting != null) {
      options.knitting(knitting);
    }
    WorkerTasks tasks = WorkerTasks.ofFiles(List.of(TaskModule.FILE), List.of("echo", "primes"));
    return new PoolSubject(
        "process:" + runtime,
        count ->
            ProcessWorkers.of(ProcessRuntime.of(runtime), tasks).count(count).options(options.build()),
        List::of,
        runtime.equals("intarsia") ? COMPILING : Duration.ZERO);
  }

  /** The module's text as a file, for as long as this JVM runs. */
  private static final class TaskModule {
    private static final String NAME = "bench-tasks.ts";
    static final Path FILE = write();

    private static Path write() {
      try (InputStream source =
          Objects.requireNonNull(PoolSubject.class.getResourceAsStream(NAME), "it is part of the jar")) {
        Path folder = Files.createTempDirectory("intarsia-bench");
        Path file = folder.resolve(NAME);
        Files.copy(source, file);
        folder.toFile().deleteOnExit();
        file.toFile().deleteOnExit();
        return file;
      } catch (IOException full) {
        throw new BenchException("the tasks can't be written to a file: " + full.getMessage(), full);
      }
    }
  }

  @Override
  public String runtime() {
    return "intarsia";
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public Duration leastWarmUp() {
    return leastWarmUp;
  }

  @Override
  public Session open(int count, boolean big) {
    PoolBuilder builder = Pool.builder().workers(workers.apply(count));
    if (big) {
      builder.payloadInitialBytes(BIG_INITIAL_BYTES).payloadMaxByteLength(BIG_MOST_BYTES);
    }
    return new PoolSession(builder.build(), range);
  }

  private record PoolSession(Pool pool, Range range) implements Session {
    @Override
    public Future<? extends @Nullable Object> echo(@Nullable Object value) {
      return pool.call("echo", value).toCompletableFuture();
    }

    @Override
    public Future<? extends @Nullable Object> primes(int first, int last) {
      return pool.call("primes", range.of(first, last)).toCompletableFuture();
    }

    @Override
    public void close() {
      pool.close();
    }
  }
}
