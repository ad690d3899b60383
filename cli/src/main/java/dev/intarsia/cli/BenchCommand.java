package dev.intarsia.cli;

import dev.intarsia.cli.bench.BenchException;
import dev.intarsia.cli.bench.BenchResult;
import dev.intarsia.cli.bench.BenchRun;
import dev.intarsia.cli.bench.BenchShape;
import dev.intarsia.cli.bench.BenchSubject;
import dev.intarsia.cli.bench.BenchSubjects;
import dev.intarsia.cli.bench.ReferencePeer;
import dev.intarsia.cli.bench.ResultPage;
import dev.intarsia.cli.bench.ResultTable;
import dev.intarsia.cli.bench.ShapeRunner;
import dev.intarsia.cli.bench.SoakReport;
import dev.intarsia.cli.bench.SoakRun;
import dev.intarsia.conformance.cli.CliException;
import dev.intarsia.conformance.cli.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures pools in named shapes, beside others where asked to, or soaks one. */
@Command(
    name = "bench",
    description = "Measures pools in named shapes: microseconds per call, median over rounds.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  intarsia bench --kind java --shapes 'batch-100/*'",
      "  intarsia bench --kind java,graaljs --peer executor,node,bun --knitting node_modules/knitting",
      "  intarsia bench --kind java --soak 10m"
    })
final class BenchCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--kind",
      split = ",",
      paramLabel = "KIND",
      description = "java, graaljs, process:node, process:deno, process:bun or process:intarsia; default java.")
  private List<String> kinds = List.of("java");

  @Option(
      names = "--shapes",
      split = ",",
      paramLabel = "GLOB",
      description = "Only shapes that match, such as 'batch-100/*'.")
  private List<String> globs = List.of();

  @Option(
      names = "--peer",
      split = ",",
      paramLabel = "PEER",
      description =
          "Beside it: executor (an ExecutorService), plain-copy (bytes in and out), or knitting on node, deno, bun; bun+process:intarsia is"
              + " knitting on bun with our process workers.")
  private List<String> peers = List.of();

  @Option(names = "--knitting", paramLabel = "DIR", description = "The knitting package, for node, deno and bun.")
  private @Nullable Path knitting;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description = "Takes turns N times and keeps the median of medians; default 1.")
  private int repeat = 1;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      description =
          "Rounds before those that count, for all; default 2s, and 5s for graaljs, whose code is compiled late.")
  private @Nullable String warmUp;

  @Option(names = "--json", description = "Prints one JSON object for each kind and peer.")
  private boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "Writes a page with plots.")
  private @Nullable Path html;

  @Option(
      names = "--soak",
      paramLabel = "TIME",
      description = "Mixed calls for so long (60s, 10m): calls lost, crossed, failed, memory and file handles.")
  private @Nullable String soak;

  @Option(names = "--list", description = "Lists the shapes.")
  private boolean list;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<BenchShape> shapes = BenchShape.matching(globs);
    if (shapes.isEmpty()) {
      throw CliException.wrongUsage(
          "no shape matches " + String.join(", ", globs) + "; intarsia bench --list shows them");
    }
    if (list) {
      shapes.forEach(shape -> out.println(shape.name()));
      return ExitCode.DONE;
    }
    try {
      return soak == null ? measure(shapes, out) : soak(duration(soak), out);
    } catch (BenchException failed) {
      throw CliException.failed(String.valueOf(failed.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw CliException.failed("interrupted");
    }
  }

  private int measure(List<BenchShape> shapes, PrintWriter out) throws InterruptedException {
    List<BenchSubject> subjects = new ArrayList<>();
    kinds.forEach(kind -> subjects.add(subject(kind)));
    List<ReferencePeer> references = new ArrayList<>();
    for (String peer : peers) {
      if (!ReferencePeer.knows(peer)) {
        subjects.add(subject(peer));
      } else if (knitting == null) {
        throw CliException.wrongUsage("--peer " + peer + " needs --knitting DIR, the knitting package's directory");
      } else {
        references.add(ReferencePeer.of(peer, knitting));
      }
    }
    List<BenchResult> results;
    try (BenchProgress progress =
        BenchProgress.open("bench", (subjects.size() + references.size()) * shapes.size() * repeat)) {
      results = new BenchRun(runner(), repeat, progress::step).run(subjects, references, shapes);
    }
    if (json) {
      results.forEach(result -> out.println(result.toJson()));
    } else {
      ResultTable.lines(results).forEach(out::println);
    }
    if (html != null) {
      writePage(html, results);
    }
    return ExitCode.DONE;
  }

  private ShapeRunner runner() {
    ShapeRunner standard = ShapeRunner.standard();
    return warmUp == null ? standard : standard.warmedUp(duration(warmUp));
  }

  private static void writePage(Path file, List<BenchResult> results) {
    String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
        + Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("java.vm.name") + " "
        + System.getProperty("java.vm.version");
    try {
      Files.writeString(file, ResultPage.of(results, machine));
    } catch (IOException failed) {
      throw CliException.failed("the page can't be written to " + file + ": " + failed.getMessage());
    }
  }

  private int soak(Duration length, PrintWriter out) throws InterruptedException {
    if (kinds.size() != 1) {
      throw CliException.wrongUsage("--soak takes one --kind at a time");
    }
    SoakReport report;
    try (BenchProgress progress = BenchProgress.open("soak", (int) Math.max(1, length.toSeconds()))) {
      report = new SoakRun(subject(kinds.getFirst()), length, sample -> progress.step(sample.calls() + " calls")).run();
    }
    if (json) {
      out.println(report.toJson());
    } else {
      report.lines().forEach(out::println);
    }
    return report.passed() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private BenchSubject subject(String kind) {
    BenchSubject subject = BenchSubjects.of(kind, knitting);
    if (subject == null) {
      throw CliException.wrongUsage("no kind or peer is called " + kind + "; there are "
          + String.join(", ", BenchSubjects.NAMES) + ", and as peers " + String.join(", ", ReferencePeer.RUNTIMES));
    }
    return subject;
  }

  private static Duration duration(String text) {
    try {
      if (text.matches("\\d+ms")) {
        return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
      }
      return text.matches("\\d+") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.parse("PT" + text);
    } catch (DateTimeException | NumberFormatException bad) {
      throw CliException.wrongUsage(text + " is no length of time; try 500ms, 60s, 10m or 1h");
    }
  }
}
