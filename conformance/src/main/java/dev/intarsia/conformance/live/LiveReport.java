package dev.intarsia.conformance.live;

import dev.intarsia.conformance.live.LiveResult.Status;
import dev.intarsia.conformance.report.Cases.Case;
import dev.intarsia.conformance.report.Cases.Outcome;
import dev.intarsia.conformance.report.HexDiff;
import dev.intarsia.conformance.report.HtmlReport;
import dev.intarsia.conformance.report.JUnitReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A live run as text, and as the same JSON object that a run of vectors prints. */
public final class LiveReport {
  private LiveReport() {}

  public static long count(List<LiveResult> results, Status status) {
    return results.stream().filter(r -> r.status() == status).count();
  }

  /** The checks as cases; what only tells of something worth knowing is none. */
  public static List<Case> cases(List<LiveResult> results, boolean strict) {
    List<Case> cases = new ArrayList<>();
    for (LiveResult result : results) {
      Outcome outcome = switch (result.status()) {
        case PASS -> Outcome.PASSED;
        case FAIL -> Outcome.FAILED;
        case ADVICE -> strict ? Outcome.FAILED : Outcome.TOLERATED;
        case EXPECTED_FAILURE -> Outcome.TOLERATED;
        case UNIMPLEMENTED -> Outcome.SKIPPED;
        case INFORMATIONAL -> null;
      };
      if (outcome != null) {
        cases.add(new Case(result.id(), result.requirement(), outcome, result.expected(), result.actual()));
      }
    }
    return cases;
  }

  /** One line a check, then the counts and the seed that repeats the run. */
  public static String text(List<LiveResult> results, long seed) {
    StringBuilder out = new StringBuilder();
    for (LiveResult result : results) {
      out.append(String.format("%-13s %-9s %s", result.status(), result.requirement(), result.id()));
      if (isBad(result)) {
        out.append("\n              expected ")
            .append(result.expected())
            .append("\n              actual   ")
            .append(result.actual());
      } else if (!result.actual().isEmpty()) {
        out.append(": ").append(result.actual());
      }
      out.append('\n');
    }
    return out.append(counts(results))
        .append("; repeat with --seed ")
        .append(seed)
        .append('\n')
        .toString();
  }

  private static boolean isBad(LiveResult result) {
    return switch (result.status()) {
      case FAIL, ADVICE, EXPECTED_FAILURE -> true;
      case PASS, UNIMPLEMENTED, INFORMATIONAL -> false;
    };
  }

  /** As JUnit's XML: a class a requirement, a test a check. */
  public static void writeJunit(Path file, String subject, List<LiveResult> results) {
    List<JUnitReport.Case> cases = new ArrayList<>();
    for (LiveResult result : results) {
      boolean failed = result.status() == Status.FAIL;
      boolean skipped = result.status() == Status.UNIMPLEMENTED;
      cases.add(new JUnitReport.Case(
          result.requirement(),
          result.id(),
          failed ? "expected: " + result.expected() + "\nactual:   " + result.actual() : "",
          skipped ? result.actual() : ""));
    }
    JUnitReport.writeCases(file, "intarsia conform: " + subject, cases);
  }

  /** As one page that needs nothing else. */
  public static void writeHtml(Path file, String subject, List<LiveResult> results, long seed) {
    StringBuilder out = new StringBuilder();
    out.append("<h1>Live conformance</h1>\n<p>Subject: <code>")
        .append(HexDiff.escape(subject))
        .append("</code>, seed ")
        .append(seed)
        .append("</p>\n<p class=\"")
        .append(count(results, Status.FAIL) == 0 ? "good" : "bad")
        .append("\">")
        .append(counts(results))
        .append("</p>\n<table><tr><th>check</th><th>rule</th><th>outcome</th><th>note</th></tr>\n");
    for (LiveResult result : results) {
      boolean failed = isBad(result);
      String note = failed ? "expected " + result.expected() + ", actual " + result.actual() : result.actual();
      out.append("<tr><td>")
          .append(HexDiff.escape(result.id()))
          .append("</td><td>")
          .append(result.requirement())
          .append("</td><td class=\"")
          .append(failed ? "bad" : "good")
          .append("\">")
          .append(result.status())
          .append("</td><td>")
          .append(HexDiff.escape(note))
          .append("</td></tr>\n");
    }
    HtmlReport.writePage(
        file, "Live conformance: " + counts(results), out.append("</table>\n").toString());
  }

  private static String counts(List<LiveResult> results) {
    StringBuilder out = new StringBuilder();
    out.append(count(results, Status.PASS))
        .append(" passed, ")
        .append(count(results, Status.FAIL))
        .append(" failed, ");
    out.append(count(results, Status.UNIMPLEMENTED)).append(" unimplemented");
    if (count(results, Status.EXPECTED_FAILURE) > 0) {
      out.append(", ").append(count(results, Status.EXPECTED_FAILURE)).append(" failed as expected");
    }
    if (count(results, Status.ADVICE) > 0) {
      out.append(", ").append(count(results, Status.ADVICE)).append(" that should be otherwise");
    }
    return out.toString();
  }

  /** {@code {"passed", "failed", "skipped", "failures": […]}}, with the seed and every check besides. */
  public static String json(List<LiveResult> results, long seed) {
    ObjectNode root = new JsonMapper().createObjectNode();
    root.put("passed", count(results, Status.PASS))
        .put("failed", count(results, Status.FAIL))
        .put("skipped", count(results, Status.UNIMPLEMENTED));
    ArrayNode failures = root.putArray("failures");
    ArrayNode checks = root.putArray("checks");
    for (LiveResult result : results) {
      if (result.status() == Status.FAIL) {
        failures
            .addObject()
            .put("id", result.id())
            .put("requirement", result.requirement())
            .put("expected", result.expected())
            .put("actual", result.actual());
      }
      checks
          .addObject()
          .put("id", result.id())
          .put("requirement", result.requirement())
          .put("status", result.status().name())
          .put("expected", result.expected())
          .put("note", result.actual());
    }
    return root.put("seed", seed).toString();
  }
}
