package dev.intarsia.host.process;

/** What a process's exit code says in words. */
final class ExitCode {
  private static final int SIGNAL_BASE = 128;

  private ExitCode() {}

  static String describe(int code) {
    return switch (code) {
      case SIGNAL_BASE + 6 -> "aborted (SIGABRT)";
      case SIGNAL_BASE + 7 -> "died of a bus error (SIGBUS)";
      case SIGNAL_BASE + 9 -> "was killed (SIGKILL)";
      case SIGNAL_BASE + 11 -> "crashed (SIGSEGV)";
      case SIGNAL_BASE + 15 -> "was terminated (SIGTERM)";
      case 126 -> "could not be run (exit code 126)";
      case 127 -> "was not found (exit code 127)";
      default -> code > SIGNAL_BASE ? "died of signal " + (code - SIGNAL_BASE) : "exited with code " + code;
    };
  }
}
