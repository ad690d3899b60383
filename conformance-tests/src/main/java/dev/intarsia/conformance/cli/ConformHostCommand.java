package dev.intarsia.conformance.cli;

import dev.intarsia.conformance.live.HostConformance;
import dev.intarsia.host.cli.CliException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "host",
    description = {
      "Plays the process worker of a live host and checks the host requirement by requirement.",
      "CMD is a program that makes a pool with processCommandPrefix [$" + HostConformance.WORKER_VARIABLE + "],",
      "calls tasks that return their argument (or reject with it, if their name starts with 'fail'),",
      "and exits with 0 when it got what it should."
    },
    footer = {"", "Example: intarsia conform host -- bun samples/hosts/knitting-host.mjs"},
    mixinStandardHelpOptions = true)
final class ConformHostCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "CMD", description = "What runs the host's program.")
  private List<String> command = new ArrayList<>();

  @Option(names = "--patience", paramLabel = "SECONDS", description = "How long the program may take.")
  private int patienceSeconds = 60;

  @Mixin private LiveOutput output = new LiveOutput();

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    try {
      var host =
          new HostConformance(
              command,
              Duration.ofSeconds(Math.max(1, patienceSeconds)),
              output.seed(),
              line -> spec.commandLine().getErr().println(line));
      return output.report(spec.commandLine().getOut(), command, host.run());
    } catch (IOException e) {
      throw CliException.failed(String.valueOf(e.getMessage()));
    }
  }
}
