package dev.intarsia.conformance.vectors;

import dev.intarsia.conformance.subject.Subject;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Hands over a boot payload that has to be taken, or refused before any memory is touched. */
final class BootCheck implements VectorCheck {
  @Override
  public @Nullable Mismatch run(JsonNode vector, Subject subject) {
    JsonNode answer = VectorCheck.ask(
        subject, VectorCheck.question("boot").put("text", vector.get("text").stringValue("")));
    if (answer.has("error")) {
      return new Mismatch("boot", "accepted or refused", "error: " + answer.get("error"));
    }
    if (!vector.path("accepted").booleanValue()) {
      return answer.has("refused")
          ? null
          : new Mismatch("boot", "a refusal: " + vector.path("why").stringValue(""), answer.toString());
    }
    return answer.path("accepted").booleanValue(false)
        ? null
        : new Mismatch("boot", "accepted: " + vector.path("why").stringValue(""), answer.toString());
  }
}
