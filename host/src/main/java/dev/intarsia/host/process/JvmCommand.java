package dev.intarsia.host.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of another JVM with the flags and the classes of this one. */
public final class JvmCommand {
  /** Flags by which this JVM listens to tools, or records: another one would contend for the port or the file. */
  private static final List<String> OWN = List.of(
      "-agentlib:", "-agentpath:", "-javaagent:", "-Xrunjdwp", "-XX:AOTCacheOutput", "-XX:StartFlightRecording");

  private JvmCommand() {}

  /**
   * The command, to be followed by the arguments of the main class.
   *
   * @throws WorkerStartException when the classes are where no other JVM can read them
   */
  public static List<String> of(Class<?> main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    List<String> paths = List.of("--module-path", "--add-modules", "--enable-native-access");
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      boolean repeated = main.getModule().isNamed() && paths.stream().anyMatch(flag::startsWith);
      if (!repeated && OWN.stream().noneMatch(flag::startsWith)) {
        command.add(flag);
      }
    }
    command.addAll(WorkerProgram.current(main).arguments());
    return command;
  }
}
