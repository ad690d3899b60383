package dev.intarsia.conformance.vectors;

import dev.intarsia.conformance.subject.Subject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Plays a script step by step and compares what each step has to give. */
final class ScriptCheck implements VectorCheck {
  /** What a step is told, for each {@code do}; everything else in it is a result. */
  private static final Map<String, List<String>> GIVEN = Map.of(
      "publish", List.of("do", "functionId", "taskId", "value"),
      "drain", List.of("do"),
      "reserve", List.of("do", "bytes", "shrinkTo"),
      "free", List.of("do", "slot"),
      "acquire", List.of("do"),
      "release", List.of("do", "signal"),
      "abort", List.of("do", "signal"),
      "claim", List.of("do", "consumer"),
      "encode", List.of("do", "taskId", "value"));

  /** How many regions are in use after a step: not an answer's member, but what its lock words say. */
  private static final String REGIONS_IN_USE = "regionsInUse";

  private final String kind;

  ScriptCheck(String kind) {
    this.kind = kind;
  }

  @Override
  public @Nullable Mismatch run(JsonNode vector, Subject subject) {
    ObjectNode open = VectorCheck.question("open").put("kind", kind);
    VectorCheck.copy(vector, open, "capacity", "consumers", "regionLanes");
    JsonNode opened = VectorCheck.ask(subject, open);
    Mismatch mismatch = VectorCheck.failure("open", "an opened script", opened);
    if (mismatch == null && vector.has("closeNow")) {
      mismatch = Mismatch.first("closeNow", vector.get("closeNow"), opened.get("closeNow"));
    }
    int at = 0;
    RegionsInUse regions = new RegionsInUse();
    for (JsonNode step : vector.get("steps")) {
      if (mismatch != null) {
        return mismatch;
      }
      String path = "steps[" + at++ + "]";
      JsonNode answer = VectorCheck.ask(subject, given(step));
      if (kind.equals("regions") && regions.isBetterThan(step, answer)) {
        return null; // from here on the two have different tables
      }
      mismatch = step(path, step, answer);
      regions.after(step);
    }
    return mismatch;
  }

  private static ObjectNode given(JsonNode step) {
    ObjectNode question = VectorCheck.question("step");
    GIVEN
        .getOrDefault(step.path("do").stringValue(""), List.of())
        .forEach(name -> VectorCheck.copy(step, question, name));
    return question;
  }

  private static @Nullable Mismatch step(String path, JsonNode step, JsonNode answer) {
    List<String> given = GIVEN.get(step.path("do").stringValue(""));
    if (given == null) {
      return new Mismatch(path + ".do", "a step that there is", step.path("do").toString());
    }
    ObjectNode expected = MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> member : step.properties()) {
      if (!given.contains(member.getKey())) {
        expected.set(member.getKey(), member.getValue());
      }
    }
    Mismatch mismatch = VectorCheck.failure(path, expected.toString(), answer);
    if (mismatch != null) {
      return mismatch;
    }
    ObjectNode actual = MAPPER.createObjectNode();
    if (expected.has(REGIONS_IN_USE)) {
      long inUse = answer.path("payloadHostBits").asLong(0)
          ^ answer.path("payloadWorkerBits").asLong(0);
      actual.put(REGIONS_IN_USE, Long.bitCount(inUse));
    }
    expected.propertyNames().forEach(name -> VectorCheck.copy(answer, actual, name));
    return Mismatch.first(path, expected, actual);
  }
}
