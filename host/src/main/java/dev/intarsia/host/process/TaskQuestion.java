package dev.intarsia.host.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a runtime what modules export: it imports them once, as its workers will, in a process of its own behind the same
 * command prefix and with the same flags, so that nothing of them runs here.
 */
final class TaskQuestion {
  /** Before the answer, as modules may print too. */
  static final String MARK = "intarsia-tasks ";

  private static final String SCRIPT = """
      // A process worker by its environment, so that no module takes itself for the main program; its orders never come.
      globalThis.process.send ??= () => true;
      const modules = await Promise.all(MODULES.map((url) => import(url)));
      const found = [];
      modules.forEach((module, i) => {
        for (const [name, value] of Object.entries(module)) {
          if (typeof value === "function") {
            found.push({ name, from: MODULES[i], module: MODULES[i], id: -1, at: -1 });
          } else if (value?.[Symbol.for("task")] === true) {
            found.push({
              name,
              from: MODULES[i],
              module: value.importedFrom ?? MODULES[i],
              id: value.id,
              at: value.at,
              abort: value.abortSignal !== undefined && value.abortSignal !== false,
              timed: value.timeout !== undefined && value.timeout !== null,
            });
          }
        }
      });
      await new Promise((done) => globalThis.process.stdout.write("\\n" + MARK + JSON.stringify(found) + "\\n", done));
      globalThis.process.exit(0);
      """;

  private TaskQuestion() {}

  /**
   * The tasks with what their modules export, asked for where nobody has said it.
   *
   * @throws WorkerStartException when the runtime, the knitting package or a module is missing, or a module throws while it
   *     loads
   */
  static WorkerTasks complete(ProcessRuntime runtime, ProcessOptions options, WorkerTasks tasks) {
    if (runtime != ProcessRuntime.INTARSIA && tasks.anyJava()) {
      throw new IllegalArgumentException("Java methods run on intarsia workers, not on " + runtime.id());
    }
    if (runtime != ProcessRuntime.INTARSIA && options.command().isEmpty()) {
      // Here, where the pool is built, rather than when its first worker starts.
      KnittingPackage.entry(options.knitting(), tasks.files());
    }
    if (!tasks.asksModules()) {
      return tasks;
    }
    if (!options.command().isEmpty()) {
      throw new IllegalArgumentException(
          "a worker command of your own needs the names of the tasks: nobody can be asked");
    }
    return read(tasks, ask(runtime, options, tasks));
  }

  /** The answer, as JSON text: {@code from} is the module asked, {@code module} the one that defines the task. */
  static String ask(ProcessRuntime runtime, ProcessOptions options, WorkerTasks tasks) {
    ProcessBuilder builder = new ProcessBuilder();
    Map<String, String> environment = builder.environment();
    WorkerEnvironment.prepareQuestion(environment, options.environment());
    builder.command(WorkerCommand.asking(runtime, options, tasks, script(tasks), environment));
    if (options.workingDirectory() != null) {
      builder.directory(options.workingDirectory().toFile());
    }
    String what = "what " + String.join(", ", tasks.modules()) + " exports";
    try {
      Process process = builder.start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(runtime == ProcessRuntime.DENO ? script(tasks).getBytes(StandardCharsets.UTF_8) : new byte[0]);
      } catch (IOException e) {
        // It ended before it read the question; its exit code tells.
      }
      OutputTail errors = new OutputTail("intarsia question errors", process.getErrorStream(), line -> {});
      OutputTail answer = new OutputTail("intarsia question", process.getInputStream(), line -> {}, Integer.MAX_VALUE);
      if (!process.waitFor(options.startTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
        process.destroyForcibly();
        throw new WorkerStartException(runtime.id() + " has not told " + what + " within "
            + options.startTimeout().toMillis() + " ms" + said(errors));
      }
      String told = answer.lastWith(MARK);
      if (process.exitValue() != 0 || told == null) {
        throw new WorkerStartException(
            runtime.id() + " can't tell " + what + ": it " + ExitCode.describe(process.exitValue()) + said(errors));
      }
      return told.substring(MARK.length());
    } catch (IOException e) {
      throw new WorkerStartException("can't start " + runtime.id() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkerStartException("interrupted while " + runtime.id() + " was asked " + what, e);
    }
  }

  private static String said(OutputTail errors) {
    String words = errors.last();
    return words.isEmpty() ? "" : ". It said:\n" + words;
  }

  private static String script(WorkerTasks tasks) {
    JsonMapper mapper = new JsonMapper();
    return "const MODULES = " + mapper.writeValueAsString(tasks.modules()) + ";\n" + "const MARK = "
        + mapper.writeValueAsString(MARK) + ";\n" + SCRIPT;
  }

  /** A module in a URL, for runtimes that take no script on the command line. */
  static String asUrl(String script) {
    return "data:text/javascript;base64," + Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
  }

  static WorkerTasks read(WorkerTasks asked, String answer) {
    List<WorkerTask> exports = new ArrayList<>();
    Set<String> modules = new LinkedHashSet<>();
    try {
      for (JsonNode task : new JsonMapper().readTree(answer)) {
        if (task.path("name").asString().equals("default") && task.path("id").asInt() < 0) {
          continue;
        }
        modules.add(task.path("module").asString());
        exports.add(new WorkerTask(
            task.path("name").asString(),
            task.path("id").asInt(),
            task.path("at").asInt(),
            task.path("abort").asBoolean(false),
            task.path("timed").asBoolean(false),
            null,
            null));
      }
    } catch (JacksonException e) {
      throw new WorkerStartException("the modules' exports were told as no JSON: " + e.getMessage(), e);
    }
    if (exports.isEmpty()) {
      throw new WorkerStartException("no task is exported by " + String.join(", ", asked.modules()));
    }
    return asked.withExports(List.copyOf(modules), exports);
  }
}
