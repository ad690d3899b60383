package dev.intarsia.js;

import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.payload.PayloadSink;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolBuilder;
import dev.intarsia.host.PoolCall;
import dev.intarsia.host.PoolClosedException;
import dev.intarsia.host.TaskException;
import dev.intarsia.host.ValueException;
import dev.intarsia.host.permission.Permissions;
import dev.intarsia.host.process.JvmCommand;
import dev.intarsia.host.process.TaskPlace;
import dev.intarsia.host.value.PayloadValue;
import dev.intarsia.js.payload.NeutralValue;
import dev.intarsia.js.program.JsProgram;
import dev.intarsia.js.program.PoolRequest;
import dev.intarsia.js.program.ProcessPoolOptions;
import dev.intarsia.js.program.ProgramArguments;
import dev.intarsia.js.program.ProgramOptions;
import dev.intarsia.js.program.ProgramPool;
import dev.intarsia.js.program.ProgramPoolOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JS or TS program that imports {@code knitting} and makes its own pools, run as Node would run it.
 *
 * <p>Its pools are pools of this library. Its workers never may do more than the program itself.
 */
public final class Program {
  private final ProgramOptions options;

  private Program(
      Path file,
      List<String> engineOptions,
      List<String> arguments,
      Permissions permissions,
      OutputStream out,
      OutputStream err) {
    this.options = new ProgramOptions(
        file.toAbsolutePath().normalize(),
        engineOptions,
        arguments,
        permissions,
        this::open,
        () -> JvmCommand.of(ProgramMain.class),
        System.in,
        out,
        err);
  }

  /**
   * Runs a program and waits for its end.
   *
   * @param arguments what {@code process.argv} holds from its third element on
   * @param permissions what the program may do
   * @param out where its standard output goes
   * @param err where its error output goes
   * @return its exit code
   * @throws dev.intarsia.js.JsStartException when its file is missing
   */
  public static int run(
      Path file, List<String> arguments, Permissions permissions, OutputStream out, OutputStream err) {
    return run(new Program(file, List.of(), arguments, permissions, out, err).options);
  }

  /** Runs the program of a command line in Node's form. */
  static int run(ProgramArguments line, Permissions permissions, OutputStream out, OutputStream err) {
    return run(new Program(line.file(), line.engineOptions(), line.rest(), permissions, out, err).options);
  }

  private static int run(ProgramOptions options) {
    CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    Thread thread = JsThreads.newThread("js program", () -> {
      try {
        exitCode.complete(JsProgram.run(options));
      } catch (Throwable failed) {
        exitCode.completeExceptionally(failed);
      }
    });
    thread.start();
    try {
      return exitCode.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof IOException missing) {
        throw new JsStartException(String.valueOf(missing.getMessage()), "", missing);
      }
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  private ProgramPool open(PoolRequest request) {
    ProgramPoolOptions wanted = new ProgramPoolOptions(request.options());
    Permissions own = options.permissions();
    Permissions allowed = wanted.permissions(own.cwd()).within(own);
    PoolBuilder builder = Pool.builder().replies(Program::neutralValues);
    wanted.apply(builder);
    String unused = wanted.unused();
    if (unused != null) {
      write("warn", unused);
    }
    ProcessPoolOptions processes = wanted.processes();
    if (processes != null) {
      var found = processes.find(request, wanted.threads(), allowed, own, warning -> write("warn", warning));
      return new RunningPool(builder.workers(found.workers()).build(), found.names());
    }
    JsWorkers workers = JsWorkers.ofPlaces(request.tasks())
        .threads(wanted.threads())
        .permissions(allowed)
        .log(this::write);
    JsonNode hook = wanted.bootstrap();
    if (hook != null) {
      workers.bootstrap(
          Path.of(URI.create(hook.get("href").asString())), hook.get("name").asString(), data(hook));
    }
    return new RunningPool(
        builder.workers(workers).build(),
        request.tasks().stream().map(TaskPlace::name).toList());
  }

  private static @Nullable Object data(JsonNode hook) {
    JsonNode data = hook.get("data");
    return data == null ? null : new NeutralPayload(NeutralValue.json(data.toString()));
  }

  /** A neutral value is an Object: the lanes hand it on without looking into it. */
  @SuppressWarnings("unchecked")
  private static PayloadFactory<Object> neutralValues() {
    return (PayloadFactory<Object>) (PayloadFactory<?>) NeutralValue.factory();
  }

  private void write(String level, String text) {
    OutputStream stream = level.equals("error") || level.equals("warn") ? options.err() : options.out();
    try {
      stream.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  /** An argument on its way to a worker. */
  private record NeutralPayload(NeutralValue neutral) implements PayloadValue {
    @Override
    public boolean writeTo(PayloadSink sink) {
      return neutral.writeTo(sink);
    }
  }

  private record RunningPool(Pool pool, List<String> names) implements ProgramPool {
    @Override
    public Call call(int task, NeutralValue argument, Outcome outcome) {
      PoolCall<?> call = pool.call(names.get(task), new NeutralPayload(argument));
      CompletionStage<?> _ = call.whenComplete((value, failure) -> tell(outcome, value, failure));
      return () -> call.reject(new CancellationException("the program gave the call up"));
    }

    private static void tell(Outcome outcome, @Nullable Object value, @Nullable Throwable failure) {
      if (failure == null && value instanceof NeutralValue neutral) {
        outcome.resolved(neutral);
      } else {
        outcome.rejected(reason(failure));
      }
    }

    /** What the program's promise is rejected with: codec refusals and shutdown are strings, as in knitting. */
    private static NeutralValue reason(@Nullable Throwable failure) {
      if (failure instanceof TaskException thrown && thrown.value() instanceof NeutralValue neutral) {
        return neutral;
      }
      if (failure instanceof PoolClosedException) {
        return NeutralValue.string("Thread closed");
      }
      String message = failure == null ? "no result" : String.valueOf(failure.getMessage());
      if (failure instanceof ValueException) {
        return NeutralValue.string(message);
      }
      return NeutralValue.error(new JsonMapper()
          .createObjectNode()
          .put("name", "Error")
          .put("message", message)
          .toString());
    }

    @Override
    public void shutdown(long delayMs, Runnable done) {
      CompletionStage<?> _ = pool.shutdown(Duration.ofMillis(delayMs)).whenComplete((nothing, failure) -> done.run());
    }

    @Override
    public int poll() {
      return pool.poll();
    }
  }
}
