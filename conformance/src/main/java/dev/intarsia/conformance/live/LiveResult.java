package dev.intarsia.conformance.live;

import dev.intarsia.conformance.vectors.ExpectedFailures;

/**
 * What one check of a live peer gave.
 *
 * @param id the check's name
 * @param requirement the requirement of SPEC.md that it checks
 * @param expected what a conforming peer does
 * @param actual what this one did; a note where it passed
 */
public record LiveResult(String id, String requirement, Status status, String expected, String actual) {
  /** How a check ended. */
  public enum Status {
    PASS,
    FAIL,
    /** A rule with SHOULD is not kept: there may be a reason. */
    ADVICE,
    /** It fails, and the list of expected failures names it. */
    EXPECTED_FAILURE,
    /** The peer lacks what the check needs. */
    UNIMPLEMENTED,
    /** Something worth knowing that no requirement fixes. */
    INFORMATIONAL
  }

  /** This result for whoever knows of some failures: one of them does not count, and a pass of one of them fails. */
  public LiveResult under(ExpectedFailures known) {
    if (!known.names(id)) {
      return this;
    }
    return switch (status) {
      case FAIL, ADVICE -> new LiveResult(id, requirement, Status.EXPECTED_FAILURE, expected, actual);
      case PASS ->
        fail(id, requirement, "a failure, as the list of expected failures says", "it passed: take it off the list");
      default -> this;
    };
  }

  static LiveResult pass(String id, String requirement, String note) {
    return new LiveResult(id, requirement, Status.PASS, "", note);
  }

  static LiveResult fail(String id, String requirement, String expected, String actual) {
    return new LiveResult(id, requirement, Status.FAIL, expected, actual);
  }

  static LiveResult unimplemented(String id, String requirement, String why) {
    return new LiveResult(id, requirement, Status.UNIMPLEMENTED, "", why);
  }

  static LiveResult info(String id, String requirement, String note) {
    return new LiveResult(id, requirement, Status.INFORMATIONAL, "", note);
  }
}
