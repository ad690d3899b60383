package dev.intarsia.bridge.boot;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One value of a boot payload with the path it was found under, so that a complaint can name it. */
record JsonField(String path, @Nullable JsonNode node) {
  private static final int LIST_CAPACITY = 65_536;

  boolean absent() {
    return node == null || node.isNull();
  }

  JsonField at(String name) {
    JsonNode object = node;
    if (object == null || !object.isObject()) {
      throw wrong("an object");
    }
    return new JsonField(path.isEmpty() ? name : path + "." + name, object.get(name));
  }

  String text() {
    if (node == null || !node.isString()) {
      throw wrong("a string");
    }
    return node.stringValue();
  }

  @Nullable String optionalText() {
    return absent() ? null : text();
  }

  double number() {
    if (node == null || !node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw wrong("a finite number");
    }
    return node.doubleValue();
  }

  @Nullable Double optionalNumber() {
    return absent() ? null : number();
  }

  /** A whole number within bounds; one with a fraction is refused. */
  long integer(long least, long most) {
    double value = number();
    if (value != Math.rint(value) || value < least || value > most) {
      throw wrong("an integer from " + least + " to " + most);
    }
    return (long) value;
  }

  int integer(int least, int most) {
    return (int) integer((long) least, (long) most);
  }

  @Nullable Integer optionalInteger(int least, int most) {
    return absent() ? null : Integer.valueOf(integer(least, most));
  }

  boolean optionalFlag() {
    if (absent()) {
      return false;
    }
    if (node == null || !node.isBoolean()) {
      throw wrong("true or false");
    }
    return node.booleanValue();
  }

  @Nullable String optionalJson() {
    return absent() || node == null ? null : node.toString();
  }

  List<JsonField> list() {
    if (node == null || !node.isArray() || node.size() > LIST_CAPACITY) {
      throw wrong("an array of at most " + LIST_CAPACITY + " elements");
    }
    List<JsonField> fields = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      fields.add(new JsonField(path + "[" + i + "]", node.get(i)));
    }
    return fields;
  }

  BootPayloadException wrong(String wanted) {
    String found = node == null ? "it is missing" : "found " + abbreviate(node.toString());
    return new BootPayloadException("boot payload: " + path + " must be " + wanted + ", " + found);
  }

  private static String abbreviate(String json) {
    return json.length() <= 60 ? json : json.substring(0, 57) + "...";
  }
}
