package dev.intarsia.conformance.cli;

import dev.intarsia.conformance.live.HostConformance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "host",
    description = {
      "Plays the process worker of a live host and checks the host requirement by requirement.",
      "CMD is a program that makes a pool with processCommandPrefix [$" + HostConformance.WORKER_VARIABLE + "],",
      "calls tasks that return their argument (or reject with it, if their name starts with 'fail'),",
      "exits with 0 when it got what it should, and with another code at the first call that ends otherwise:",
      "it is run again with a worker that ends after some calls, and as if a worker had started it. It has to leave its worker idle for 500 ms once between two calls,",
      "so that the worker parks and is woken (SIG-002)."
    },
    footer = {"", "Example: intarsia conform host -- bun samples/hosts/knitting-host.mjs"},
    mixinStandardHelpOptions = true)
final class ConformHostCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "CMD", description = "What runs the host's program.")
  private List<String> command = new ArrayList<>();

  @Mixin
  private LiveOutput output = new LiveOutput();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    return output.run(spec, command, (patience, seed, log) -> {
      HostConformance.Options options = new HostConformance.Options(patience, seed, output.selection());
      return new HostConformance(command, options, log).run();
    });
  }
}
