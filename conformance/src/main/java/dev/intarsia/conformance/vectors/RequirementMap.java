package dev.intarsia.conformance.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which requirements of SPEC.md a vector checks. The vector files name none, so a list does it: for each section, id
 * patterns with the requirements' numbers. A vector that no pattern matches names no requirement.
 */
public final class RequirementMap {
  private static final String RESOURCE = "vector-requirements.json";

  private final Map<String, List<Rule>> rulesBySection;

  private record Rule(Globs globs, List<String> requirements) {}

  private RequirementMap(Map<String, List<Rule>> rulesBySection) {
    this.rulesBySection = rulesBySection;
  }

  /** The list that is shipped. */
  public static RequirementMap shipped() {
    try (InputStream in = Objects.requireNonNull(RequirementMap.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return of(new JsonMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }

  /** A list of the form {@code {"section": {"pattern": ["MBX-001", …]}}}. */
  static RequirementMap of(JsonNode json) {
    Map<String, List<Rule>> rules = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> section : json.properties()) {
      List<Rule> list = rules.computeIfAbsent(section.getKey(), key -> new ArrayList<>());
      for (Map.Entry<String, JsonNode> rule : section.getValue().properties()) {
        List<String> requirements = new ArrayList<>();
        rule.getValue().forEach(id -> requirements.add(id.stringValue()));
        list.add(new Rule(Globs.of(List.of(rule.getKey())), List.copyOf(requirements)));
      }
    }
    return new RequirementMap(rules);
  }

  /** The requirements of a vector, from every pattern that matches it; none for a vector that nothing matches. */
  public List<String> of(Vector vector) {
    String own = vector.data().path("rule").stringValue("");
    if (!own.isEmpty()) {
      return List.of(own);
    }
    return rulesBySection.getOrDefault(vector.section().title(), List.of()).stream()
        .filter(rule -> rule.globs.matches(vector.id()))
        .flatMap(rule -> rule.requirements.stream())
        .distinct()
        .toList();
  }
}
