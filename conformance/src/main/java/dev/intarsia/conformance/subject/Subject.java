package dev.intarsia.conformance.subject;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An implementation of the protocol that answers questions, as {@code docs/subject-protocol.md} says. One thread at a
 * time; a subject keeps the script that was opened last.
 */
public interface Subject extends AutoCloseable {
  /** The version of the question protocol. */
  int PROTOCOL = 1;

  /**
   * Asks.
   *
   * @param request an object with a member {@code op}
   * @return an object; with {@code unsupported} where the subject does not offer this, with {@code error} where it failed
   * @throws SubjectException when the subject is gone, too slow, or gives no answer
   */
  JsonNode ask(ObjectNode request);

  @Override
  void close();
}
