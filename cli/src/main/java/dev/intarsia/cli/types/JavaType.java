package dev.intarsia.cli.types;

/**
 * A Java type.
 *
 * @param text as it is written: {@code double}, {@code List<Order>}
 * @param absent whether undefined and null may stand for it
 */
record JavaType(String text, boolean absent) {
  static final JavaType OBJECT = new JavaType("Object", false);

  static JavaType of(String text) {
    return new JavaType(text, false);
  }

  JavaType orAbsent(boolean may) {
    return new JavaType(text, absent || may);
  }

  /** As the argument of a generic type. */
  String boxed() {
    return switch (text) {
      case "double" -> "Double";
      case "boolean" -> "Boolean";
      case "void" -> "Void";
      default -> text;
    };
  }
}
