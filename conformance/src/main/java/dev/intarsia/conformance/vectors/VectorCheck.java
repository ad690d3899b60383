package dev.intarsia.conformance.vectors;

import dev.intarsia.conformance.subject.Subject;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How one section's vectors are put to a subject. */
interface VectorCheck {
  JsonMapper MAPPER = new JsonMapper();

  /**
   * Runs a vector.
   *
   * @return the first difference, or null
   * @throws NotOffered when the subject says that it does not offer what the vector needs
   */
  @Nullable Mismatch run(JsonNode vector, Subject subject);

  static VectorCheck of(Section section) {
    return switch (section) {
      case PAYLOADS, EXTERNALS -> new PayloadCheck();
      case REFUSED, ACCEPTED -> new FrameCheck();
      case MAILBOX -> new ScriptCheck("mailbox");
      case LANE -> new ScriptCheck("lane");
      case REGIONS, REGIONS_REFERENCE -> new ScriptCheck("regions");
      case ABORT -> new ScriptCheck("abort");
      case STEAL -> new ScriptCheck("steal");
      case BOOT -> new BootCheck();
      case ORDER -> new OrderCheck();
      case LAYOUTS -> new LayoutCheck();
    };
  }

  /** A question for a subject. */
  static ObjectNode question(String op) {
    return MAPPER.createObjectNode().put("op", op);
  }

  /** Copies members that are there. */
  static void copy(JsonNode from, ObjectNode to, String... names) {
    for (String name : names) {
      if (from.has(name)) {
        to.set(name, from.get(name));
      }
    }
  }

  /** Asks, and throws for an answer that says "not offered". */
  static JsonNode ask(Subject subject, ObjectNode question) {
    JsonNode answer = subject.ask(question);
    if (answer.has("unsupported")) {
      throw new NotOffered(answer.get("unsupported").stringValue("no reason given"));
    }
    return answer;
  }

  /** A mismatch when an answer tells of a failure instead of a result, else null. */
  static @Nullable Mismatch failure(String path, String expected, JsonNode answer) {
    for (String member : new String[] {"error", "refused"}) {
      if (answer.has(member)) {
        return new Mismatch(path, expected, member + ": " + answer.get(member).stringValue(""));
      }
    }
    return null;
  }

  /** A vector that the subject does not offer. */
  final class NotOffered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotOffered(String reason) {
      super(reason);
    }
  }
}
