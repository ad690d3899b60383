package dev.intarsia.host.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the system says of a process, where it has {@code /proc}. */
final class ProcessState {
  private ProcessState() {}

  /** Whether its first thread, on which tasks run, runs or waits for a processor; false where nobody can tell. */
  static boolean isRunnable(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
      return stat.startsWith(" R", stat.lastIndexOf(')') + 1);
    } catch (IOException gone) {
      return false;
    }
  }
}
