package dev.intarsia.conformance.vectors;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a subject did something else than the vector says.
 *
 * @param path the member, {@code steps[3].hostBits}
 * @param expected what the vector says
 * @param actual what the subject did
 */
public record Mismatch(String path, String expected, String actual) {
  /** The first difference between two trees, or null. Numbers are compared by value. */
  static @Nullable Mismatch first(String path, @Nullable JsonNode expected, @Nullable JsonNode actual) {
    if (expected == null || actual == null || actual.isMissingNode()) {
      return isNothing(expected) && isNothing(actual) ? null : of(path, expected, actual);
    }
    if (expected.isObject() && actual.isObject()) {
      return ofObjects(path, expected, actual);
    }
    if (expected.isArray() && actual.isArray()) {
      return ofArrays(path, expected, actual);
    }
    boolean same = (expected.isNumber() && actual.isNumber())
        ? expected.decimalValue().compareTo(actual.decimalValue()) == 0
        : expected.equals(actual);
    return same ? null : of(path, expected, actual);
  }

  private static @Nullable Mismatch ofObjects(String path, JsonNode expected, JsonNode actual) {
    for (Map.Entry<String, JsonNode> member : expected.properties()) {
      Mismatch mismatch = first(path + "." + member.getKey(), member.getValue(), actual.get(member.getKey()));
      if (mismatch != null) {
        return mismatch;
      }
    }
    for (Map.Entry<String, JsonNode> member : actual.properties()) {
      if (!expected.has(member.getKey())) {
        return of(path + "." + member.getKey(), null, member.getValue());
      }
    }
    return null;
  }

  private static @Nullable Mismatch ofArrays(String path, JsonNode expected, JsonNode actual) {
    int both = Math.min(expected.size(), actual.size());
    for (int i = 0; i < both; i++) {
      Mismatch mismatch = first(path + "[" + i + "]", expected.get(i), actual.get(i));
      if (mismatch != null) {
        return mismatch;
      }
    }
    return expected.size() == actual.size() ? null : of(path, expected, actual);
  }

  private static boolean isNothing(@Nullable JsonNode node) {
    return node == null || node.isMissingNode() || node.isNull();
  }

  static Mismatch of(String path, @Nullable JsonNode expected, @Nullable JsonNode actual) {
    return new Mismatch(path, text(expected), text(actual));
  }

  private static String text(@Nullable JsonNode node) {
    if (node == null || node.isMissingNode()) {
      return "nothing";
    }
    return node.isString() ? node.stringValue() : node.toString();
  }
}
