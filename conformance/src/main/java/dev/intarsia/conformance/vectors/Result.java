package dev.intarsia.conformance.vectors;

/**
 * What came of one vector.
 *
 * @param vector which one
 * @param requirement the one rule that it broke, or the most special one that it checks; empty where it names none
 * @param status whether it passed
 * @param path where the first difference is, empty unless it failed
 * @param expected what the vector says, empty unless it failed
 * @param actual what the subject did, or why the vector was skipped
 */
public record Result(Vector vector, String requirement, Status status, String path, String expected, String actual) {

  /** How a vector counts. */
  public enum Status {
    PASSED,
    FAILED,
    /** It failed, and the list of expected failures names it. */
    EXPECTED_FAILURE,
    /** It passed, although the list of expected failures names it: counts as failed. */
    UNEXPECTED_PASS,
    SKIPPED
  }

  /** Whether this makes the run fail. */
  public boolean counts() {
    return status == Status.FAILED || status == Status.UNEXPECTED_PASS;
  }
}
