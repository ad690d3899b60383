package dev.intarsia.conformance.subject;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Serves a subject to another process: answers each line until there is no more. */
public final class SubjectServer {
  private static final JsonMapper MAPPER = CommandSubject.MAPPER;

  private SubjectServer() {}

  public static void serve(Subject subject, BufferedReader in, PrintWriter out) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(MAPPER.writeValueAsString(answer(subject, line)));
      out.flush();
    }
  }

  private static JsonNode answer(Subject subject, String line) {
    try {
      return MAPPER.readTree(line) instanceof ObjectNode request
          ? subject.ask(request)
          : error("a question is one JSON object a line");
    } catch (JacksonException e) {
      return error("no JSON: " + e.getOriginalMessage());
    }
  }

  private static JsonNode error(String message) {
    return MAPPER.createObjectNode().put("error", message);
  }
}
