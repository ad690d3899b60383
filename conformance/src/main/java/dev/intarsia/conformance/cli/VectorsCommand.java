package dev.intarsia.conformance.cli;

import dev.intarsia.conformance.report.Cases;
import dev.intarsia.conformance.report.HtmlReport;
import dev.intarsia.conformance.report.JUnitReport;
import dev.intarsia.conformance.report.JsonReport;
import dev.intarsia.conformance.report.Totals;
import dev.intarsia.conformance.subject.BridgeSubject;
import dev.intarsia.conformance.subject.CommandSubject;
import dev.intarsia.conformance.subject.Subject;
import dev.intarsia.conformance.subject.SubjectException;
import dev.intarsia.conformance.vectors.ExpectedFailures;
import dev.intarsia.conformance.vectors.Globs;
import dev.intarsia.conformance.vectors.RequirementMap;
import dev.intarsia.conformance.vectors.Result;
import dev.intarsia.conformance.vectors.Vector;
import dev.intarsia.conformance.vectors.VectorFolder;
import dev.intarsia.conformance.vectors.VectorFormatException;
import dev.intarsia.conformance.vectors.VectorRunner;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "vectors",
    description = "Runs a folder of byte vectors against this codec, or against another.",
    mixinStandardHelpOptions = true)
final class VectorsCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description =
          "A folder with payloads.jsonl, mailbox.jsonl, layouts.json and so on; by default the vectors of this release.")
  private @Nullable Path folder;

  @Option(names = "--run", paramLabel = "GLOB", description = "Run only vectors whose id matches; may be repeated.")
  private List<String> run = new ArrayList<>();

  @Option(names = "--skip", paramLabel = "GLOB", description = "Leave out vectors whose id matches; may be repeated.")
  private List<String> skip = new ArrayList<>();

  @Option(
      names = "--subject",
      paramLabel = "CMD",
      description = "A command that answers one JSON object a line; see docs/subject-protocol.md.")
  private @Nullable String command;

  @Option(names = "--patience", paramLabel = "SECONDS", description = "How long one answer of a subject may take.")
  private int patienceSeconds = 10;

  @Mixin
  private ReportOptions reports = new ReportOptions();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    List<Vector> vectors = read();
    List<Result> results;
    try (Subject subject = open()) {
      results = run(vectors, subject);
    } catch (SubjectException e) {
      throw CliException.failed(e.getMessage() + ": " + command);
    }
    report(results);
    return Totals.of(results).failed() == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private List<Vector> read() {
    if (folder == null) {
      try {
        return VectorFolder.shipped();
      } catch (IllegalArgumentException e) {
        throw CliException.wrongUsage(e.getMessage() + " in this build: name the folder of the vectors");
      }
    }
    if (!Files.isDirectory(folder)) {
      throw CliException.wrongUsage(folder + ": no such folder");
    }
    try {
      return VectorFolder.read(folder);
    } catch (VectorFormatException | UncheckedIOException e) {
      throw CliException.wrongUsage(String.valueOf(e.getMessage()));
    }
  }

  private Subject open() {
    return command == null
        ? new BridgeSubject()
        : CommandSubject.start(command, Duration.ofSeconds(Math.max(1, patienceSeconds)));
  }

  private List<Result> run(List<Vector> vectors, Subject subject) {
    Globs wanted = Globs.of(run);
    Globs unwanted = Globs.of(skip);
    VectorRunner runner = new VectorRunner(subject, RequirementMap.shipped(), expected());
    List<Result> results = new ArrayList<>(vectors.size());
    for (Vector vector : vectors) {
      if (!wanted.isEmpty() && !wanted.matches(vector.id())) {
        results.add(runner.skip(vector, "not chosen by --run"));
      } else if (unwanted.matches(vector.id())) {
        results.add(runner.skip(vector, "left out by --skip"));
      } else {
        results.add(runner.run(vector));
      }
    }
    if (results.stream().allMatch(result -> result.status() == Result.Status.SKIPPED)) {
      long unsupported = results.stream()
          .filter(result -> result.actual().startsWith(VectorRunner.NOT_OFFERED))
          .count();
      throw CliException.wrongUsage(
          unsupported == 0
              ? "no vector was chosen to run: check --run and --skip"
              : unsupported + " vectors are unsupported: the subject answered each of them so");
    }
    return results;
  }

  private ExpectedFailures expected() {
    Path file = reports.expectedFailures();
    return file == null ? ExpectedFailures.none() : ExpectedFailures.read(file);
  }

  private void report(List<Result> results) {
    String subject = command == null ? "intarsia" : command;
    if (reports.junit != null) {
      JUnitReport.write(reports.junit, subject, results);
    }
    if (reports.html != null) {
      HtmlReport.write(reports.html, subject, results);
    }
    reports.write(Cases.of(results));
    PrintWriter out = spec.commandLine().getOut();
    if (reports.json) {
      out.println(JsonReport.of(results));
    } else {
      results.stream().filter(Result::counts).forEach(result -> print(out, result));
      out.println(Totals.of(results));
    }
    out.flush();
  }

  private static void print(PrintWriter out, Result result) {
    String requirement = result.requirement().isEmpty() ? "" : " [" + result.requirement() + "]";
    out.println("failed " + result.vector().id() + " (" + result.vector().location() + ")" + requirement);
    out.println("  at       " + result.path());
    out.println("  expected " + shortened(result.expected()));
    out.println("  actual   " + shortened(result.actual()));
  }

  private static String shortened(String text) {
    int most = 300;
    return text.length() <= most ? text : text.substring(0, most) + "… (" + text.length() + " characters)";
  }
}
