package dev.intarsia.conformance.subject;

import dev.intarsia.bridge.json.JsonText;
import tools.jackson.databind.JsonNode;

/** The JSON text of an error in the vectors' notation. */
final class ErrorText {
  private ErrorText() {}

  /** What crosses for an error: name, message, stack and cause, the causes' causes too. */
  static String of(JsonNode error) {
    JsonText out = new JsonText();
    writeError(out, error);
    return out.toString();
  }

  private static void writeError(JsonText out, JsonNode error) {
    out.beginObject().key("name").string(error.get("name").stringValue());
    out.key("message").string(error.get("message").stringValue());
    if (error.has("stack")) {
      out.key("stack").string(error.get("stack").stringValue());
    }
    JsonNode cause = error.get("cause");
    if (cause != null && !cause.path("type").stringValue("").equals("undefined")) {
      out.key("cause");
      writeCause(out, cause);
    }
    out.endObject();
  }

  private static void writeCause(JsonText out, JsonNode cause) {
    switch (cause.get("type").stringValue()) {
      case "null" -> out.nul();
      case "string" -> out.string(ValueNotation.string(cause));
      case "number" -> out.number(ValueNotation.f64(cause.get("f64")));
      case "boolean" -> out.bool(cause.get("value").booleanValue());
      case "bigint" -> out.string(cause.get("value").stringValue());
      case "symbol" -> out.string("Symbol(" + cause.path("key").stringValue("") + ")");
      case "function" -> out.string("function " + cause.path("name").stringValue("") + "() { [native code] }");
      case "error" -> writeError(out, cause);
      case "json" -> out.raw(cause.get("text").stringValue());
      default -> out.raw("{}");
    }
  }
}
