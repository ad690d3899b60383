package dev.intarsia.conformance.live;

import dev.intarsia.conformance.live.LiveResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the checks of one side that were chosen, each with the rule and the expectation that the catalog has for it. */
final class Checker {
  private final LiveCatalog catalog;
  private final CheckSelection selection;
  private final List<LiveResult> results = new ArrayList<>();

  Checker(LiveCatalog catalog, CheckSelection selection) {
    this.catalog = catalog;
    this.selection = selection;
  }

  /** Whether one of these checks is to be run: what they need together is left out otherwise. */
  boolean wants(String... ids) {
    for (String id : ids) {
      if (selection.wants(id)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Runs a check.
   *
   * @param body gives what was seen instead of what is expected, or null
   * @return false when something else was seen
   */
  boolean check(String id, Supplier<@Nullable String> body) {
    if (!selection.wants(id)) {
      return true;
    }
    String seen;
    try {
      seen = body.get();
    } catch (AssertionError | RuntimeException e) {
      seen = String.valueOf(e.getMessage());
    }
    judge(id, seen);
    return seen == null;
  }

  /** Notes a check that was made. */
  void judge(String id, @Nullable String seen) {
    if (!selection.wants(id)) {
      return;
    }
    LiveCatalog.Entry entry = catalog.entry(id);
    if (seen == null) {
      results.add(LiveResult.pass(id, entry.rule(), ""));
    } else {
      Status status = entry.advice() ? Status.ADVICE : Status.FAIL;
      results.add(new LiveResult(id, entry.rule(), status, entry.expects(), seen));
    }
  }

  /** Notes a failure that ends the run, whether its check was chosen or not. */
  void always(String id, String seen) {
    LiveCatalog.Entry entry = catalog.entry(id);
    results.add(LiveResult.fail(id, entry.rule(), entry.expects(), seen));
  }

  /** Takes over what somebody else has seen. */
  void seen(LiveResult result) {
    if (selection.wants(result.id())) {
      results.add(result);
    }
  }

  void unimplemented(String id, String why) {
    if (selection.wants(id)) {
      results.add(LiveResult.unimplemented(id, catalog.entry(id).rule(), why));
    }
  }

  void pass(String id, String note) {
    if (selection.wants(id)) {
      results.add(LiveResult.pass(id, catalog.entry(id).rule(), note));
    }
  }

  void info(String id, String note) {
    if (selection.wants(id)) {
      results.add(LiveResult.info(id, catalog.entry(id).rule(), note));
    }
  }

  List<LiveResult> results() {
    return List.copyOf(results);
  }
}
