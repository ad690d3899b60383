package dev.intarsia.conformance.vectors;

import dev.intarsia.conformance.subject.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Gives task names in some order and compares what they are sorted to. */
final class OrderCheck implements VectorCheck {
  private static final long SEED = 61;

  @Override
  public @Nullable Mismatch run(JsonNode vector, Subject subject) {
    List<JsonNode> names = new ArrayList<>();
    vector.get("names").forEach(names::add);
    Collections.shuffle(names, new Random(SEED));
    ObjectNode question = VectorCheck.question("order");
    ArrayNode list = question.putArray("names");
    names.forEach(list::add);
    JsonNode answer = VectorCheck.ask(subject, question);
    Mismatch mismatch = VectorCheck.failure("order", "the names in order", answer);
    return mismatch == null ? Mismatch.first("order.names", vector.get("names"), answer.get("names")) : mismatch;
  }
}
