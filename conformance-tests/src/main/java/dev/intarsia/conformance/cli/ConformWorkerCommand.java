package dev.intarsia.conformance.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

import dev.intarsia.conformance.live.LiveReport;
import dev.intarsia.conformance.live.LiveResult;
import dev.intarsia.conformance.live.WorkerConformance;
import dev.intarsia.host.cli.CliException;
import dev.intarsia.host.cli.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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

  @Option(names = "--seed", paramLabel = "N", description = "Repeats a run's mixed calls.")
  private @Nullable Long seed;

  @Option(names = "--calls", paramLabel = "N", description = "Mixed calls, by default ${DEFAULT-VALUE}.")
  private int calls = 2_000;

  @Option(names = "--patience", paramLabel = "SECONDS", description = "How long the start or an answer may take.")
  private int patienceSeconds = 20;

  @Option(names = "--json", description = "Print the outcome as one JSON object.")
  private boolean json;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    long used = seed == null ? ThreadLocalRandom.current().nextLong(1L << 32) : seed;
    List<LiveResult> results;
    try {
      results =
          new WorkerConformance(
                  command,
                  Duration.ofSeconds(Math.max(1, patienceSeconds)),
                  used,
                  calls,
                  line -> spec.commandLine().getErr().println(line))
              .run();
    } catch (IOException | RuntimeException e) {
      throw CliException.failed(String.valueOf(e.getMessage()));
    }
    var out = spec.commandLine().getOut();
    out.print(json ? LiveReport.json(results, used) + "\n" : LiveReport.text(results, used));
    out.flush();
    return LiveReport.count(results, LiveResult.Status.FAIL) == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }
}
