package dev.intarsia.conformance.subject;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One opened script over this codec. */
interface BridgeScript {
  /**
   * Does a step and tells what came of it.
   *
   * @param what the step's {@code do}
   */
  void step(String what, JsonNode step, ObjectNode answer);

  static IllegalArgumentException unknown(String what) {
    return new IllegalArgumentException("no such step: " + what);
  }

  static long unsigned(int word) {
    return Integer.toUnsignedLong(word);
  }
}
