package dev.intarsia.conformance.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.intarsia.conformance.live.WorkerConformance;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "worker",
    description = "Plays the host of a live process worker and checks the worker requirement by requirement.",
    footer = {"", "Example: intarsia conform worker -- bun node_modules/knitting/src/runtime/pool.js"},
    mixinStandardHelpOptions = true)
final class ConformWorkerCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "CMD", description = "What runs the worker; memory comes on fd 0.")
  private List<String> command = new ArrayList<>();

  @Option(names = "--calls", paramLabel = "N", description = "Mixed calls, by default ${DEFAULT-VALUE}.")
  private int calls = 2_000;

  @Mixin private LiveOutput output = new LiveOutput();

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    return output.run(
        spec, command, (patience, seed, log) -> new WorkerConformance(command, patience, seed, calls, log).run());
  }
}
