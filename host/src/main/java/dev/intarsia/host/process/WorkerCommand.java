package dev.intarsia.host.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The command line of a process worker, as the reference builds it. */
final class WorkerCommand {
  /** Opens what its first argument names as standard input, for reading and writing, and becomes the rest. */
  private static final String ADOPT = "exec 0<>\"$0\" && exec \"$@\"";

  private static final Pattern NODE_VERSION = Pattern.compile("^v?(\\d+)");
  private static final int PROBE_SECONDS = 2;
  private static final int FIRST_NODE_WITH_FFI = 26;
  private static final Map<List<String>, OptionalInt> NODE_MAJORS = new ConcurrentHashMap<>();

  private WorkerCommand() {}

  /**
   * The command that runs the worker, prefix included.
   *
   * @throws WorkerStartException when the runtime or the knitting package is missing
   */
  static List<String> of(
      ProcessRuntime runtime, ProcessOptions options, WorkerTasks tasks, Map<String, String> environment) {
    List<String> command = new ArrayList<>(options.commandPrefix());
    if (!options.command().isEmpty()) {
      command.addAll(options.command());
      return command;
    }
    if (runtime == ProcessRuntime.INTARSIA) {
      command.addAll(IntarsiaCommand.of(options.runtimeFlags(), environment));
      command.addAll(javaArguments(tasks));
      return command;
    }
    Path entry = KnittingPackage.entry(options.knitting(), tasks.files());
    addRuntime(command, runtime, options, environment);
    command.add(entry.toString());
    return command;
  }

  /**
   * The command that tells what the modules export, prefix included.
   *
   * @param script for Node and Bun; Deno reads it from standard input, and {@code intarsia} needs none
   */
  static List<String> asking(
      ProcessRuntime runtime,
      ProcessOptions options,
      WorkerTasks tasks,
      String script,
      Map<String, String> environment) {
    List<String> command = new ArrayList<>(options.commandPrefix());
    if (runtime == ProcessRuntime.INTARSIA) {
      command.addAll(IntarsiaCommand.of(options.runtimeFlags(), environment));
      command.add(WorkerArguments.EXPORTS);
      command.addAll(tasks.modules());
      return command;
    }
    addRuntime(command, runtime, options, environment);
    switch (runtime) {
      case DENO -> command.add("-");
      case NODE -> command.addAll(List.of("--input-type=module", "-e", script));
      default -> command.addAll(List.of("-e", script));
    }
    return command;
  }

  private static List<String> javaArguments(WorkerTasks tasks) {
    List<String> arguments = new ArrayList<>();
    for (WorkerTask task : tasks.tasks()) {
      if (task.java() != null) {
        arguments.addAll(List.of(WorkerArguments.JAVA, task.name() + "=" + task.java()));
      }
    }
    if (!tasks.classPath().isEmpty()) {
      arguments.addAll(List.of(WorkerArguments.CLASS_PATH, tasks.classPath()));
    }
    return arguments;
  }

  private static void addRuntime(
      List<String> command, ProcessRuntime runtime, ProcessOptions options, Map<String, String> environment) {
    String binary = runtime.binary(environment);
    if (options.commandPrefix().isEmpty()) {
      requireProgram(runtime, binary, environment);
    }
    command.add(binary);
    switch (runtime) {
      case DENO -> {
        command.add("run");
        command.addAll(options.runtimeFlags().isEmpty() ? List.of("-A") : options.runtimeFlags());
      }
      case NODE -> {
        command.addAll(options.runtimeFlags());
        command.add("--no-warnings");
        command.add(
            usesFfi(nodeMajor(options.commandPrefix(), binary))
                ? "--experimental-ffi"
                : "--experimental-transform-types");
      }
      default -> command.addAll(options.runtimeFlags());
    }
  }

  /** The command that first takes the memory as its standard input. */
  static List<String> adopting(long hostPid, int fd, List<String> command) {
    List<String> adopting = new ArrayList<>(List.of("/bin/sh", "-c", ADOPT, "/proc/" + hostPid + "/fd/" + fd));
    adopting.addAll(command);
    return adopting;
  }

  /** Whether Node's workers reach shared memory by its foreign functions rather than by an addon. */
  static boolean usesFfi(ProcessOptions options, Map<String, String> environment) {
    return usesFfi(nodeMajor(options.commandPrefix(), ProcessRuntime.NODE.binary(environment)));
  }

  private static boolean usesFfi(OptionalInt major) {
    return major.isPresent() && major.getAsInt() >= FIRST_NODE_WITH_FFI && major.getAsInt() % 2 == 0;
  }

  private static void requireProgram(ProcessRuntime runtime, String binary, Map<String, String> environment) {
    if (find(binary, environment.getOrDefault("PATH", "")) == null) {
      throw new WorkerStartException(
          binary.indexOf('/') >= 0
              ? runtime.variable() + " names " + binary + ", which is no program"
              : runtime.id() + " was not found on PATH: install it, or set " + runtime.variable() + " to its file");
    }
  }

  static @Nullable Path find(String binary, String path) {
    if (binary.indexOf('/') >= 0) {
      Path file = Path.of(binary);
      return Files.isExecutable(file) ? file : null;
    }
    for (String folder : path.split(":", -1)) {
      Path file = Path.of(folder).resolve(binary);
      if (Files.isRegularFile(file) && Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }

  /** The major version that the prefix's Node gives, or none when it does not answer in time. */
  static OptionalInt nodeMajor(List<String> prefix, String binary) {
    List<String> probe = new ArrayList<>(prefix);
    probe.add(binary);
    probe.add("--version");
    return NODE_MAJORS.computeIfAbsent(probe, WorkerCommand::askVersion);
  }

  private static OptionalInt askVersion(List<String> probe) {
    try {
      Process process = new ProcessBuilder(probe)
          .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return OptionalInt.empty();
      }
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher matcher = NODE_VERSION.matcher(answer.strip());
      return process.exitValue() == 0 && matcher.find()
          ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
          : OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }
}
