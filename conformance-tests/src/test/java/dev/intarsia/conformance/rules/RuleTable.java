package dev.intarsia.conformance.rules;

import dev.intarsia.conformance.Repository;
import dev.intarsia.conformance.live.LiveCatalog;
import dev.intarsia.conformance.vectors.RequirementMap;
import dev.intarsia.conformance.vectors.Vector;
import dev.intarsia.conformance.vectors.VectorFolder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What sees a breach of each rule from outside: counted from the vectors and the live checks that there are. */
final class RuleTable {
  private static final String VECTORS = "vectors: ";
  private static final String WORKER = "worker: ";
  private static final String HOST = "host: ";

  private final Map<String, Set<String>> checks = new TreeMap<>();

  RuleTable() {
    RequirementMap requirements = RequirementMap.shipped();
    for (Vector vector : VectorFolder.read(Repository.vectors())) {
      requirements
          .of(vector)
          .forEach(rule -> add(rule, VECTORS + vector.section().title()));
    }
    live(WORKER, LiveCatalog.worker());
    live(HOST, LiveCatalog.host());
  }

  private void live(String side, LiveCatalog catalog) {
    catalog.entries().forEach((id, entry) -> {
      if (entry.judges()) {
        add(entry.rule(), side + id);
        entry.also().forEach(rule -> add(rule, side + id));
      }
    });
  }

  private void add(String rule, String check) {
    checks.computeIfAbsent(rule, _ -> new LinkedHashSet<>()).add(check);
  }

  /** The checks of a rule: kinds of vectors, then checks of a worker, then of a host. */
  List<String> checks(String rule) {
    return List.copyOf(checks.getOrDefault(rule, Set.of()));
  }

  /** A rule's row in SPEC.md. */
  String row(JsonNode rule) {
    List<String> cells = new ArrayList<>();
    cells.add(rule.get("rule").stringValue());
    cells.add(rule.get("level").stringValue());
    cells.add(rule.get("binds").valueStream().map(JsonNode::stringValue).collect(Collectors.joining(", ")));
    List<String> seen = checks(cells.getFirst());
    List<String> by = new ArrayList<>();
    seen.stream()
        .filter(check -> check.startsWith(VECTORS))
        .forEach(check -> by.add(check.substring(VECTORS.length())));
    for (String side : List.of(WORKER, HOST)) {
      long count = seen.stream().filter(check -> check.startsWith(side)).count();
      if (count > 0) {
        by.add(side.replace(": ", "") + " (" + count + ")");
      }
    }
    cells.add(
        rule.has("hidden") ? "not visible from outside: " + rule.get("hidden").stringValue() : String.join(", ", by));
    return "| " + String.join(" | ", cells) + " |";
  }
}
