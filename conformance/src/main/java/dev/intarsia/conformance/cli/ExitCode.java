package dev.intarsia.conformance.cli;

/** The exit codes of every command. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int WRONG_USAGE = 2;
  public static final int ENVIRONMENT = 3;

  private ExitCode() {}
}
