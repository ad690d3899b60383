package dev.intarsia.conformance.vectors;

import dev.intarsia.conformance.subject.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares constants, layouts and payload options. */
final class LayoutCheck implements VectorCheck {
  @Override
  public @Nullable Mismatch run(JsonNode vector, Subject subject) {
    if (vector.has("kind")) {
      return layout(vector, subject);
    }
    return vector.has("options") ? options(vector, subject) : table(vector, subject);
  }

  private static @Nullable Mismatch layout(JsonNode vector, Subject subject) {
    ObjectNode question = VectorCheck.question("layout");
    VectorCheck.copy(vector, question, "kind", "signalBytes", "abortBytes", "payloadBytes");
    JsonNode answer = VectorCheck.ask(subject, question);
    Mismatch mismatch = VectorCheck.failure("layout", "a layout", answer);
    if (mismatch != null) {
      return mismatch;
    }
    ObjectNode expected = ((ObjectNode) vector).deepCopy();
    expected.remove(List.of("id", "kind", "signalBytes", "abortBytes", "payloadBytes"));
    return Mismatch.first("layout", expected, answer);
  }

  private static @Nullable Mismatch options(JsonNode vector, Subject subject) {
    ObjectNode question = VectorCheck.question("options");
    VectorCheck.copy(vector, question, "options");
    JsonNode answer = VectorCheck.ask(subject, question);
    ObjectNode expected = ((ObjectNode) vector).deepCopy();
    expected.remove("options");
    return Mismatch.first("options", expected, answer);
  }

  private static @Nullable Mismatch table(JsonNode vector, Subject subject) {
    ObjectNode question = VectorCheck.question("table").put("name", tableName(vector));
    JsonNode answer = VectorCheck.ask(subject, question);
    Mismatch mismatch = VectorCheck.failure("table", "a table", answer);
    return mismatch == null ? Mismatch.first("table", vector, answer.get("table")) : mismatch;
  }

  /** A table vector is the table alone; what is in it tells which one it is. */
  private static String tableName(JsonNode table) {
    if (table.has("HEADER_BYTE_LENGTH") || table.has("LOCK_SECTOR_BYTES")) {
      return "constants";
    }
    if (table.has("Undefined")) {
      return "payloadSignal";
    }
    return table.has("StaticString") ? "payloadBuffer" : "taskIndex";
  }
}
