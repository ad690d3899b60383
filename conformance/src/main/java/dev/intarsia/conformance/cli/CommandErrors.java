package dev.intarsia.conformance.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** How a command line tells of mistakes: a line on standard error and an exit code, no stack trace. */
public final class CommandErrors {
  private final String program;

  private CommandErrors(String program) {
    this.program = program;
  }

  /** Sets this up for a command line and all its subcommands, which have to be there already. */
  public static void install(CommandLine line, String program) {
    CommandErrors errors = new CommandErrors(program);
    line.setExecutionExceptionHandler(errors::report);
    line.setParameterExceptionHandler(errors::reportUsage);
  }

  private int reportUsage(CommandLine.ParameterException error, String[] args) {
    CommandLine line = error.getCommandLine();
    line.getErr().println(program + ": " + error.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(error, line.getErr());
    line.getErr().println("see: " + line.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.WRONG_USAGE;
  }

  private int report(Exception error, CommandLine line, ParseResult parsed) {
    if (error instanceof CliException mistake) {
      line.getErr().println(program + ": " + mistake.getMessage());
      return mistake.exitCode();
    }
    String message = error.getMessage();
    line.getErr().println(program + ": " + (message == null ? error.getClass().getSimpleName() : message));
    if (System.getenv("INTARSIA_DEBUG") != null) {
      error.printStackTrace(line.getErr());
    }
    return ExitCode.FAILED;
  }
}
