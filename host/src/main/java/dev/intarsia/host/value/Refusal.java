package dev.intarsia.host.value;

import dev.intarsia.bridge.json.JsonText;
import dev.intarsia.bridge.payload.PayloadException;

/**
 * A value that can't cross or be converted, on its way up through the value that holds it: each level puts its own
 * step before the path, so that a value that can cross costs nothing for it.
 */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final StringBuilder path = new StringBuilder();
  private final String reason;
  private final int deepest;

  Refusal(String reason) {
    this(reason, Integer.MAX_VALUE);
  }

  /**
   * @param deepest steps from the root that the path shall have at most
   */
  Refusal(String reason, int deepest) {
    super(reason, null, false, false);
    this.reason = reason;
    this.deepest = deepest;
  }

  /**
   * @param depth steps between the root and the holder of {@code name}
   */
  Refusal inMember(int depth, String name) {
    if (depth < deepest) {
      path.insert(0, isPlain(name) ? "." + name : "[" + JsonText.quoted(name) + "]");
    }
    return this;
  }

  Refusal inElement(int depth, int index) {
    if (depth < deepest) {
      path.insert(0, "[" + index + "]");
    }
    return this;
  }

  PayloadException toPayloadException() {
    return new PayloadException("at " + path() + ": " + reason);
  }

  ConversionException toConversionException() {
    return new ConversionException("at " + path() + ": " + reason);
  }

  private String path() {
    return "$" + path;
  }

  private static boolean isPlain(String name) {
    return !name.isEmpty()
        && Character.isJavaIdentifierStart(name.charAt(0))
        && name.chars().allMatch(Character::isJavaIdentifierPart);
  }
}
