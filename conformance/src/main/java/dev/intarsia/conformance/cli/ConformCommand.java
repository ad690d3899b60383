package dev.intarsia.conformance.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
    name = "conform",
    description = "Checks an implementation of the protocol, this one or another.",
    subcommands = {
      VectorsCommand.class,
      SubjectCommand.class,
      FuzzCommand.class,
      ConformWorkerCommand.class,
      ConformHostCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class ConformCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "name what to check, for example: intarsia conform vectors DIR");
  }
}
