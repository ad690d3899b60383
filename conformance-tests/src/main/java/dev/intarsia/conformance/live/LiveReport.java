package dev.intarsia.conformance.live;

import dev.intarsia.conformance.live.LiveResult.Status;
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

  /** One line a check, then the counts and the seed that repeats the run. */
  public static String text(List<LiveResult> results, long seed) {
    StringBuilder out = new StringBuilder();
    for (LiveResult result : results) {
      out.append(String.format("%-13s %-9s %s", result.status(), result.requirement(), result.id()));
      if (result.status() == Status.FAIL) {
        out.append("\n              expected ").append(result.expected()).append("\n              actual   ").append(result.actual());
      } else if (!result.actual().isEmpty()) {
        out.append(": ").append(result.actual());
      }
      out.append('\n');
    }
    return out.append(count(results, Status.PASS))
        .append(" passed, ")
        .append(count(results, Status.FAIL))
        .append(" failed, ")
        .append(count(results, Status.UNIMPLEMENTED))
        .append(" unimplemented; repeat with --seed ")
        .append(seed)
        .append('\n')
        .toString();
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
          .put("note", result.actual());
    }
    return root.put("seed", seed).toString();
  }
}
