package dev.intarsia.conformance.suites;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many of the tests of a file that Node passes are passed here.
 *
 * @param reasons the kinds of failures, each with its number
 */
record FileScore(int node, int passed, String reasons) {
  private static final Pattern TEXT = Pattern.compile("(\\d+) of (\\d+)(?:: (.*))?");

  int missing() {
    return node - passed;
  }

  /** As {@link #toString} writes it. */
  static FileScore parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a score: " + text);
    }
    String reasons = matcher.group(3);
    return new FileScore(
        Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1)), reasons == null ? "" : reasons);
  }

  @Override
  public String toString() {
    return passed + " of " + node + (reasons.isEmpty() ? "" : ": " + reasons);
  }
}
