package dev.intarsia.conformance.vectors;

import dev.intarsia.conformance.subject.Subject;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decodes one frame that no writer need have written: one that has to be refused, or one that has to be read. Either way
 * the frame is acknowledged, and its region freed.
 */
final class FrameCheck implements VectorCheck {
  @Override
  public @Nullable Mismatch run(JsonNode vector, Subject subject) {
    ObjectNode question = VectorCheck.question("decode");
    VectorCheck.copy(vector, question, "slot", "words", "payloadCapacity", "static", "dynamic", "process");
    VectorCheck.copy(vector, question, PayloadCheck.LOCK_WORDS);
    JsonNode answer = VectorCheck.ask(subject, question);
    JsonNode value = vector.get("value");
    if (answer.has("error")) {
      return new Mismatch("decode", value == null ? "a refusal" : "a value", "error: " + answer.get("error"));
    }
    if (value == null) {
      if (!answer.has("refused")) {
        return new Mismatch(
            "decode",
            "a refusal: " + vector.path("why").stringValue(""),
            answer.path("value").toString());
      }
    } else {
      Mismatch mismatch = VectorCheck.failure("decode", value.toString(), answer);
      mismatch = mismatch == null ? Mismatch.first("decode.value", value, answer.get("value")) : mismatch;
      if (mismatch != null) {
        return mismatch;
      }
    }
    ObjectNode after = MAPPER.createObjectNode();
    VectorCheck.copy(answer, after, PayloadCheck.LOCK_WORDS);
    return Mismatch.first("decode.afterDecode", vector.get("afterDecode"), after);
  }
}
