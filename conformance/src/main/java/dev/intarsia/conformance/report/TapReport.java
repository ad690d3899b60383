package dev.intarsia.conformance.report;

import dev.intarsia.conformance.report.Cases.Case;
import dev.intarsia.conformance.report.Cases.Outcome;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A run in the Test Anything Protocol, version 14. */
public final class TapReport {
  private static final JsonMapper JSON = new JsonMapper();

  private TapReport() {}

  public static String of(List<Case> cases) {
    StringBuilder out =
        new StringBuilder("TAP version 14\n1..").append(cases.size()).append('\n');
    int number = 0;
    for (Case one : cases) {
      number++;
      boolean holds = one.outcome() == Outcome.PASSED || one.outcome() == Outcome.SKIPPED;
      out.append(holds ? "ok " : "not ok ").append(number).append(" - ").append(escaped(one.name()));
      if (!one.rule().isEmpty()) {
        out.append(" [").append(one.rule()).append(']');
      }
      if (one.outcome() == Outcome.SKIPPED) {
        out.append(" # SKIP ").append(escaped(one.actual()));
      } else if (one.outcome() == Outcome.TOLERATED) {
        out.append(" # TODO it does not count");
      }
      out.append('\n');
      if (!holds) {
        out.append("  ---\n  expected: ").append(quoted(one.expected()));
        out.append("\n  actual: ").append(quoted(one.actual())).append("\n  ...\n");
      }
    }
    return out.toString();
  }

  /** A number sign would begin a directive, and a line's end another line. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("#", "\\#").replaceAll("\\R", " ");
  }

  /** A JSON string is one of YAML too. */
  private static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }
}
