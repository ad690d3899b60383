package dev.intarsia.host.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of an Intarsia worker: this program again, in a JVM of its own. */
final class IntarsiaCommand {
  private static final String MAIN_CLASS = WorkerProcess.class.getName();

  private IntarsiaCommand() {}

  static List<String> of(List<String> flags, Map<String, String> environment) {
    String set = environment.get(ProcessRuntime.INTARSIA.variable());
    if (set != null && !set.isEmpty() && flags.isEmpty()) {
      return List.of(set, "worker");
    }
    // The launcher's workers have the compiler, and start sooner.
    String home = System.getProperty("intarsia.home");
    if (set == null && home != null && flags.isEmpty() && Files.isExecutable(Path.of(home, "intarsia"))) {
      return List.of(Path.of(home, "intarsia").toAbsolutePath().toString(), "worker");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(MAIN_CLASS);
    return command;
  }
}
