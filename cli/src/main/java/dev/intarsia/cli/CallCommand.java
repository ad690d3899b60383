package dev.intarsia.cli;

import dev.intarsia.cli.cluster.ClusterCall;
import dev.intarsia.cli.option.TimeOption;
import dev.intarsia.conformance.cli.CliException;
import dev.intarsia.conformance.cli.ExitCode;
import dev.intarsia.host.CallOptions;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolBuilder;
import dev.intarsia.host.TaskException;
import dev.intarsia.host.UnknownTaskException;
import dev.intarsia.js.JsStartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "call",
    description = "Calls one task and prints its result as JSON. Lists the module's tasks when no task is named.",
    customSynopsis = {
      "intarsia call [OPTIONS] MODULE TASK [JSON]",
      "intarsia call MODULE",
      "intarsia call --java CLASS::METHOD [--class-path PATH] [JSON]",
      "intarsia call --cluster HOST:PORT TASK [JSON]"
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Bytes are printed as {\"bytes\": \"<hex>\"}, bigints as {\"bigint\": \"…\"}, undefined as nothing.",
      "",
      "  intarsia call samples/tasks/hello.mjs square 3",
      "  intarsia call --string samples/tasks/hello.mjs greet world",
      "  intarsia call --java java.lang.Math::abs -7"
    })
final class CallCommand implements Callable<Integer> {
  @Option(names = "--java", paramLabel = "CLASS::METHOD", description = "A static Java method of one argument or none.")
  private @Nullable String java;

  @Option(names = "--class-path", paramLabel = "PATH", description = "Where --java finds its class: jars and folders.")
  private @Nullable String classPath;

  @ArgGroup(exclusive = false)
  private CallModule module = new CallModule();

  @ArgGroup(exclusive = false, heading = "Tasks of a cluster:%n")
  private ClusterCall cluster = new ClusterCall();

  @Option(names = "--string", description = "The argument is a text, not JSON.")
  private boolean string;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeOption.class,
      description = "Stops the task after so long: 500ms, 2s, 1m, or milliseconds.")
  private @Nullable Duration timeout;

  @Option(names = "--time", description = "Prints on stderr how long the start and the call took.")
  private boolean time;

  @Option(names = "--stack", description = "Prints the stack of an error on stderr.")
  private boolean stack;

  @Parameters(
      arity = "0..3",
      paramLabel = "MODULE TASK [JSON]",
      description =
          "A .js, .mjs, .cjs, .ts, .mts, .tsx or .jsx module, an exported task, and its argument (- reads stdin; null when absent).")
  private List<String> positional = new ArrayList<>();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (cluster.asked()) {
      return callCluster();
    }
    int named = java == null ? 2 : 0;
    boolean lists = java == null && positional.size() == 1;
    if (!lists && (positional.size() < named || positional.size() > named + 1)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          java == null ? "call takes MODULE TASK [JSON]" : "call --java takes at most one argument, JSON");
    }
    PoolBuilder builder = Pool.builder();
    if (timeout != null) {
      builder.hardTimeout(timeout);
    }
    if (lists) {
      return list(builder.workers(module.workers(spec.commandLine(), positional.getFirst())));
    }
    Object argument = argument(named);
    String task;
    if (java == null) {
      builder.workers(module.workers(spec.commandLine(), positional.getFirst()));
      task = positional.get(1);
    } else {
      JavaMethodTask method = JavaMethodTask.of(java, classPath);
      builder.workers(JavaWorkers.of(1).task(method.name(), Object.class, Object.class, method));
      task = method.name();
    }
    return run(builder, task, argument);
  }

  private int callCluster() throws IOException, InterruptedException {
    if (java != null || positional.size() > 2) {
      throw new CommandLine.ParameterException(spec.commandLine(), "call --cluster takes TASK [JSON]");
    }
    String task = positional.isEmpty() ? null : positional.getFirst();
    Object argument = argument(1);
    CallOptions options = timeout == null ? CallOptions.none() : CallOptions.timeout(timeout);
    return cluster.run(
        Pool.builder(),
        task,
        pool -> task == null ? list(pool) : run(pool, System.nanoTime(), task, argument, options));
  }

  private @Nullable Object argument(int index) throws IOException {
    return positional.size() > index ? CallArgument.read(positional.get(index), string) : null;
  }

  private int list(PoolBuilder builder) {
    try (Pool pool = open(builder)) {
      return list(pool);
    }
  }

  private int list(Pool pool) {
    PrintWriter out = spec.commandLine().getOut();
    pool.tasks().stream().sorted().forEach(out::println);
    out.flush();
    return ExitCode.DONE;
  }

  private int run(PoolBuilder builder, String task, @Nullable Object argument) {
    long start = System.nanoTime();
    try (Pool pool = open(builder)) {
      return run(pool, start, task, argument, CallOptions.none());
    }
  }

  private int run(Pool pool, long start, String task, @Nullable Object argument, CallOptions options) {
    try {
      long called = System.nanoTime();
      Object result = pool.call(task, argument, options).await();
      if (time) {
        err()
            .printf(
                Locale.ROOT,
                "start %.1f ms, call %.1f ms%n",
                (called - start) / 1e6,
                (System.nanoTime() - called) / 1e6);
      }
      String text = ResultNotation.text(result);
      if (text != null) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
      }
      return ExitCode.DONE;
    } catch (UnknownTaskException e) {
      throw CliException.wrongUsage(String.valueOf(e.getMessage()));
    } catch (TaskException e) {
      printStack(e.remoteStack());
      throw CliException.failed(task + " threw " + e.getMessage());
    }
  }

  private Pool open(PoolBuilder builder) {
    try {
      return builder.build();
    } catch (JsStartException e) {
      printStack(e.jsStack());
      throw CliException.failed(LoadErrors.withPlace(String.valueOf(e.getMessage()), e.jsStack()));
    }
  }

  private void printStack(@Nullable String text) {
    if (stack && text != null && !text.isBlank()) {
      err().println(text.stripTrailing());
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
