package dev.intarsia.host.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The command line of an Intarsia worker: this program again, in a JVM of its own. The launcher's workers have the
 * compiler and prepared classes; without it they get the compiler where this JVM has it.
 */
final class IntarsiaCommand {
  /** What the launcher takes JVM flags from. */
  private static final String FLAGS_VARIABLE = "INTARSIA_JAVA_OPTS";

  private static final List<String> INHERITED = List.of(
      "-XX:+UnlockExperimentalVMOptions", "-XX:+EnableJVMCI", "-XX:+UseJVMCI", "--upgrade-module-path", "-Dpolyglot.");

  private IntarsiaCommand() {}

  /**
   * @param flags of the JVM, such as {@code -Xmx256m}
   * @param environment of the worker; flags for the launcher are put there
   */
  static List<String> of(List<String> flags, Map<String, String> environment) {
    String launcher = launcher(environment);
    if (launcher != null && flags.stream().noneMatch(flag -> flag.chars().anyMatch(Character::isWhitespace))) {
      if (!flags.isEmpty()) {
        environment.merge(FLAGS_VARIABLE, String.join(" ", flags), (own, added) -> own + " " + added);
      }
      return List.of(launcher, "worker");
    }
    WorkerProgram program = WorkerProgram.current();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmFlags.ofAnyPath());
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    for (String own : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (Stream.concat(INHERITED.stream(), program.inherits().stream()).anyMatch(own::startsWith)) {
        command.add(own);
      }
    }
    command.addAll(flags);
    command.addAll(program.arguments());
    return command;
  }

  private static @Nullable String launcher(Map<String, String> environment) {
    String set = environment.get(ProcessRuntime.INTARSIA.variable());
    if (set != null) {
      return set.isEmpty() ? null : set;
    }
    String home = System.getProperty("intarsia.home");
    return home != null && Files.isExecutable(Path.of(home, "intarsia"))
        ? Path.of(home, "intarsia").toAbsolutePath().toString()
        : null;
  }
}
