package dev.intarsia.conformance.report;

import dev.intarsia.conformance.vectors.Result;
import java.util.ArrayList;
import java.util.List;

/** A run as cases that every short form of report is made from. */
public final class Cases {
  /**
   * One vector or live check.
   *
   * @param rule the rule of SPEC.md that it is about
   * @param expected what was expected; empty unless it did not hold
   * @param actual what was seen, or why it was left out
   */
  public record Case(String name, String rule, Outcome outcome, String expected, String actual) {}

  /** How a case ended. */
  public enum Outcome {
    PASSED,
    FAILED,
    /** It did not hold, and does not count: a rule with SHOULD, or a failure that was expected. */
    TOLERATED,
    SKIPPED
  }

  private Cases() {}

  /** The results of a run of vectors. */
  public static List<Case> of(List<Result> results) {
    List<Case> cases = new ArrayList<>();
    for (Result result : results) {
      Outcome outcome = switch (result.status()) {
        case PASSED -> Outcome.PASSED;
        case FAILED, UNEXPECTED_PASS -> Outcome.FAILED;
        case EXPECTED_FAILURE -> Outcome.TOLERATED;
        case SKIPPED -> Outcome.SKIPPED;
      };
      String at = result.path().isEmpty() ? "" : result.path() + ": ";
      cases.add(new Case(result.vector().id(), result.requirement(), outcome, result.expected(), at + result.actual()));
    }
    return cases;
  }

  static long count(List<Case> cases, Outcome outcome) {
    return cases.stream().filter(one -> one.outcome() == outcome).count();
  }
}
