package dev.intarsia.conformance.cli;

import dev.intarsia.conformance.fuzz.FrameFuzzer;
import dev.intarsia.conformance.fuzz.FuzzFailure;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "fuzz",
    description = "Drains frames from a real mapping that is mutated at random; each has to be a value or be refused.",
    mixinStandardHelpOptions = true)
final class FuzzCommand implements Callable<Integer> {
  @Option(names = "--count", paramLabel = "N", description = "Frames to drain; default ${DEFAULT-VALUE}.")
  private long count = 10_000_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What the randomness starts from; default ${DEFAULT-VALUE}.")
  private long seed = 1;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      out.println(FrameFuzzer.run(count, seed));
    } catch (FuzzFailure e) {
      throw CliException.failed(String.valueOf(e.getMessage()));
    }
    out.flush();
    return ExitCode.DONE;
  }
}
