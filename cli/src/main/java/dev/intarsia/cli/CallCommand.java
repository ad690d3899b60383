package dev.intarsia.cli;

import dev.intarsia.conformance.cli.ExitCode;
import dev.intarsia.conformance.cli.CliException;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.PoolBuilder;
import dev.intarsia.host.TaskException;
import dev.intarsia.host.UnknownTaskException;
import dev.intarsia.js.JsWorkers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "call",
    description = "Calls one task and prints its result as JSON.",
    customSynopsis = {
      "intarsia call MODULE TASK [JSON]",
      "intarsia call --java CLASS::METHOD [--class-path PATH] [JSON]"
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Bytes are printed as {\"bytes\": \"<hex>\"}, bigints as {\"bigint\": \"…\"}, undefined as nothing.",
      "",
      "  intarsia call samples/tasks/hello.mjs square 3",
      "  intarsia call --java java.lang.Math::abs -7"
    })
final class CallCommand implements Callable<Integer> {
  @Option(names = "--java", paramLabel = "CLASS::METHOD", description = "A static Java method of one argument or none.")
  private @Nullable String java;

  @Option(names = "--class-path", paramLabel = "PATH", description = "Where --java finds its class: jars and folders.")
  private @Nullable String classPath;

  @Parameters(
      arity = "0..3",
      paramLabel = "MODULE TASK [JSON]",
      description = "A .js, .mjs, .cjs, .ts, .mts, .tsx or .jsx module, an exported task, and its argument (- reads stdin; null when absent).")
  private List<String> positional = new ArrayList<>();

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    int named = java == null ? 2 : 0;
    if (positional.size() < named || positional.size() > named + 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          java == null ? "call takes MODULE TASK [JSON]" : "call --java takes at most one argument, JSON");
    }
    Object argument = argument(positional.size() > named ? positional.get(named) : "null");
    PoolBuilder builder = Pool.builder();
    String task;
    if (java == null) {
      builder.workers(JsWorkers.of(module(positional.get(0))));
      task = positional.get(1);
    } else {
      JavaMethodTask method = JavaMethodTask.of(java, classPath);
      builder.workers(JavaWorkers.of(1).task(method.name(), Object.class, Object.class, method));
      task = method.name();
    }
    return run(builder, task, argument);
  }

  private int run(PoolBuilder builder, String task, @Nullable Object argument) {
    try (Pool pool = builder.build()) {
      Object result = pool.callBlocking(task, argument);
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
      throw CliException.failed(task + " threw " + e.getMessage());
    }
  }

  private static Path module(String name) {
    Path path = Path.of(name);
    if (!Files.isRegularFile(path)) {
      throw CliException.wrongUsage("no module " + name + ": name an existing file, for example samples/tasks/hello.mjs");
    }
    return path;
  }

  private @Nullable Object argument(String text) throws IOException {
    String json = text.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : text;
    try {
      return numbers(
          JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readValue(json, Object.class));
    } catch (JacksonException e) {
      throw CliException.wrongUsage(
          "the argument is not JSON: "
              + e.getOriginalMessage().replaceFirst(" \\(start marker.*", "")
              + "; quote strings twice, for example '\"text\"'");
    }
  }

  /** Every number of a JSON value as the double that JavaScript makes of it. */
  private static @Nullable Object numbers(@Nullable Object value) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case List<?> list -> list.stream().map(CallCommand::numbers).collect(Collectors.toCollection(ArrayList::new));
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> converted = new LinkedHashMap<>();
        map.forEach((key, item) -> converted.put(key, numbers(item)));
        yield converted;
      }
      case null, default -> value;
    };
  }
}
