package dev.intarsia.conformance.cli;

import dev.intarsia.conformance.live.CheckSelection;
import dev.intarsia.conformance.live.LiveReport;
import dev.intarsia.conformance.live.LiveResult;
import dev.intarsia.conformance.vectors.ExpectedFailures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of {@code conform worker} and {@code conform host} that say what is made of the results. */
final class LiveOutput {
  private static final long SEEDS = 1L << 32;

  @Option(names = "--seed", paramLabel = "N", description = "Repeats a run: the same calls, the same order.")
  private @Nullable Long seed;

  @Option(names = "--only", paramLabel = "GLOB", description = "Run only checks whose name matches; may be repeated.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--skip", paramLabel = "GLOB", description = "Leave out checks whose name matches; may be repeated.")
  private List<String> skip = new ArrayList<>();

  @Option(
      names = {"--patience", "--timeout"},
      paramLabel = "SECONDS",
      description = "How long a start, an answer or a whole program may take.")
  private int patienceSeconds = 60;

  @Option(names = "--strict", description = "Count rules with SHOULD that are not kept as failures.")
  private boolean strict;

  @Mixin
  private ReportOptions reports = new ReportOptions();

  /** The checks that were chosen. */
  CheckSelection selection() {
    return CheckSelection.of(only, skip);
  }

  /** The seed that was asked for, or one by chance. */
  private long seed() {
    if (seed == null) {
      seed = ThreadLocalRandom.current().nextLong(SEEDS);
    }
    return seed;
  }

  /** A run of checks against something live. */
  interface Check {
    /**
     * @param log takes what the live side says
     */
    List<LiveResult> run(Duration patience, long seed, Consumer<String> log) throws IOException;
  }

  /** Runs the checks, prints and writes the reports; returns the exit code. */
  int run(CommandSpec spec, List<String> subject, Check check) {
    PrintWriter log = spec.commandLine().getErr();
    try {
      return report(
          spec.commandLine().getOut(),
          subject,
          check.run(Duration.ofSeconds(Math.max(1, patienceSeconds)), seed(), log::println));
    } catch (CliException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw CliException.failed(String.valueOf(e.getMessage()));
    }
  }

  private int report(PrintWriter out, List<String> subject, List<LiveResult> seen) {
    Path file = reports.expectedFailures();
    ExpectedFailures known = file == null ? ExpectedFailures.none() : ExpectedFailures.read(file);
    List<LiveResult> results = seen.stream().map(result -> result.under(known)).toList();
    reports.write(LiveReport.cases(results, strict));
    if (reports.junit != null) {
      LiveReport.writeJunit(reports.junit, String.join(" ", subject), results);
    }
    if (reports.html != null) {
      LiveReport.writeHtml(reports.html, String.join(" ", subject), results, seed());
    }
    out.print(reports.json ? LiveReport.json(results, seed()) + "\n" : LiveReport.text(results, seed()));
    out.flush();
    long advice = strict ? LiveReport.count(results, LiveResult.Status.ADVICE) : 0;
    return LiveReport.count(results, LiveResult.Status.FAIL) + advice == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }
}
