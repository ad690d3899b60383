package dev.intarsia.conformance.cli;

import dev.intarsia.conformance.live.LiveReport;
import dev.intarsia.conformance.live.LiveResult;
import dev.intarsia.host.cli.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code conform worker} and {@code conform host} that say what is made of the results. */
final class LiveOutput {
  private static final long SEEDS = 1L << 32;

  @Option(names = "--seed", paramLabel = "N", description = "Repeats a run: the same calls, the same order.")
  private @Nullable Long seed;

  @Mixin private ReportOptions reports = new ReportOptions();

  /** The seed that was asked for, or one by chance. */
  long seed() {
    if (seed == null) {
      seed = ThreadLocalRandom.current().nextLong(SEEDS);
    }
    return seed;
  }

  /** Prints and writes the reports; returns the exit code. */
  int report(PrintWriter out, List<String> subject, List<LiveResult> results) {
    if (reports.junit != null) {
      LiveReport.writeJunit(reports.junit, String.join(" ", subject), results);
    }
    if (reports.html != null) {
      LiveReport.writeHtml(reports.html, String.join(" ", subject), results, seed());
    }
    out.print(reports.json ? LiveReport.json(results, seed()) + "\n" : LiveReport.text(results, seed()));
    out.flush();
    return LiveReport.count(results, LiveResult.Status.FAIL) == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }
}
