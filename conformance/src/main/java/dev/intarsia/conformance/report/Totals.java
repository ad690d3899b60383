package dev.intarsia.conformance.report;

import dev.intarsia.conformance.vectors.Result;
import java.util.List;

/**
 * Counts of a run.
 *
 * @param passed vectors that passed, or failed as expected
 * @param failed vectors that failed, or passed unexpectedly
 * @param skipped vectors that did not run
 */
public record Totals(int passed, int failed, int skipped) {
  public static Totals of(List<Result> results) {
    int failed = (int) results.stream().filter(Result::counts).count();
    int skipped =
        (int) results.stream().filter(r -> r.status() == Result.Status.SKIPPED).count();
    return new Totals(results.size() - failed - skipped, failed, skipped);
  }

  @Override
  public String toString() {
    return passed + " passed, " + failed + " failed, " + skipped + " skipped";
  }
}
