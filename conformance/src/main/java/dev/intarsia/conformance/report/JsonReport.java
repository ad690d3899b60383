package dev.intarsia.conformance.report;

import dev.intarsia.conformance.vectors.Result;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A run as {@code {"passed", "failed", "skipped", "failures": [{"id", "requirement", "expected", "actual"}]}}. */
public final class JsonReport {
  private JsonReport() {}

  public static String of(List<Result> results) {
    Totals totals = Totals.of(results);
    ObjectNode root = new JsonMapper().createObjectNode();
    root.put("passed", totals.passed()).put("failed", totals.failed()).put("skipped", totals.skipped());
    ArrayNode failures = root.putArray("failures");
    for (Result result : results) {
      if (result.counts()) {
        failures
            .addObject()
            .put("id", result.vector().id())
            .put("requirement", result.requirement())
            .put("expected", at(result.path(), result.expected()))
            .put("actual", at(result.path(), result.actual()));
      }
    }
    return root.toString();
  }

  private static String at(String path, String what) {
    return path.isEmpty() ? what : path + ": " + what;
  }
}
