package dev.intarsia.conformance.cli;

import dev.intarsia.conformance.live.WorkerConformance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "worker",
    description = "Plays the host of a live process worker and checks the worker requirement by requirement.",
    footer = {
      "",
      "The tasks that it calls; a worker that is no JavaScript runtime serves them by their names:",
      "  afterMs       returns its argument, a number, that many milliseconds later",
      "  echo          returns its argument",
      "  echoLater     the same, by a promise or from another turn",
      "  fail          throws a TypeError with its argument, a string, as message",
      "  reverse       returns the bytes of its argument in reverse order, as a Uint8Array",
      "  throwValue    throws its argument",
      "  unsendable    returns a value that cannot be encoded, in JavaScript a function",
      "  untilAborted  returns \"aborted\" once its call's abort bit is set, \"not aborted\" after its argument in ms",
      "--keep leaves the module with all of them in place.",
      "",
      "Example: intarsia conform worker -- bun node_modules/knitting/src/runtime/pool.js"
    },
    mixinStandardHelpOptions = true)
final class ConformWorkerCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "CMD", description = "What runs the worker; memory comes on fd 0.")
  private List<String> command = new ArrayList<>();

  @Option(names = "--calls", paramLabel = "N", description = "Mixed calls, by default ${DEFAULT-VALUE}.")
  private int calls = 2_000;

  @Option(names = "--named", description = "Give the memory a name, instead of handing it over as descriptor 0.")
  private boolean named;

  @Option(names = "--keep", description = "Keep the folder with the tasks' module, and say where it is.")
  private boolean keep;

  @Mixin
  private LiveOutput output = new LiveOutput();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    return output.run(
        spec,
        command,
        (patience, seed, log) -> new WorkerConformance(
                command, new WorkerConformance.Options(patience, seed, calls, named, keep, output.selection()), log)
            .run());
  }
}
