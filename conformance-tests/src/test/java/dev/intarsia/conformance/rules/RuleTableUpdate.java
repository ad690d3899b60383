package dev.intarsia.conformance.rules;

import dev.intarsia.conformance.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes the table of rules where it is kept, after checks were added. */
final class RuleTableUpdate {
  private static final String START = "<!-- table: rules -->";

  private RuleTableUpdate() {}

  static void write(RuleTable table, JsonNode rules) throws IOException {
    Path json = Repository.root().resolve("protocol-spec/src/main/resources/dev/intarsia/protocol/protocol.json");
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(json)) {
      JsonNode rule = find(rules, line);
      lines.add(rule == null ? line : row(table, rule) + (line.endsWith(",") ? "," : ""));
    }
    Files.writeString(json, String.join("\n", lines) + "\n");
    List<String> specification = Files.readAllLines(Repository.specification());
    int first = specification.indexOf(START) + 3;
    List<String> text = new ArrayList<>(specification.subList(0, first));
    rules.forEach(rule -> text.add(table.row(rule)));
    specification.stream().skip(first).dropWhile(line -> line.startsWith("|")).forEach(text::add);
    Files.writeString(Repository.specification(), String.join("\n", text) + "\n");
  }

  private static @Nullable JsonNode find(JsonNode rules, String line) {
    for (JsonNode rule : rules) {
      if (line.startsWith("  {\"rule\": " + rule.get("rule"))) {
        return rule;
      }
    }
    return null;
  }

  private static String row(RuleTable table, JsonNode rule) {
    String binds = rule.get("binds").valueStream().map(JsonNode::toString).collect(Collectors.joining(", "));
    String checks = table.checks(rule.get("rule").stringValue()).stream()
        .map(check -> "\"" + check + "\"")
        .collect(Collectors.joining(", "));
    String hidden = rule.has("hidden") ? ", \"hidden\": " + rule.get("hidden") : "";
    return "  {\"rule\": " + rule.get("rule") + ", \"level\": " + rule.get("level") + ", \"binds\": [" + binds
        + "], \"checks\": [" + checks + "]" + hidden + "}";
  }
}
