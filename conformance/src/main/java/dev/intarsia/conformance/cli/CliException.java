package dev.intarsia.conformance.cli;

/** Ends a command with one line on stderr: what is wrong, where, and how to mend it. */
public final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CliException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public static CliException failed(String message) {
    return new CliException(ExitCode.FAILED, message);
  }

  public static CliException wrongUsage(String message) {
    return new CliException(ExitCode.WRONG_USAGE, message);
  }

  public static CliException environment(String message) {
    return new CliException(ExitCode.ENVIRONMENT, message);
  }

  /** One of {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }
}
