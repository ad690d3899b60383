package dev.intarsia.conformance.subject;

import dev.intarsia.bridge.json.EcmaNumbers;
import dev.intarsia.bridge.json.JsonText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A JSON tree as {@code JSON.stringify} writes it, and a number as {@code String()} does. */
public final class EcmaJson {
  /** Array indexes are below this: 2^32 - 1. */
  private static final long MOST_INDEX = 0xFFFF_FFFFL;

  private EcmaJson() {}

  /** The text of a tree; members stay in the tree's order. */
  public static String of(JsonNode node) {
    JsonText out = new JsonText();
    write(out, node);
    return out.toString();
  }

  private static void write(JsonText out, JsonNode node) {
    if (node.isObject()) {
      out.beginObject();
      List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
      members.sort(Comparator.comparingLong(member -> index(member.getKey())));
      for (Map.Entry<String, JsonNode> member : members) {
        out.key(member.getKey());
        write(out, member.getValue());
      }
      out.endObject();
    } else if (node.isArray()) {
      out.beginArray();
      node.forEach(element -> write(out, element));
      out.endArray();
    } else if (node.isString()) {
      out.string(node.stringValue());
    } else if (node.isNumber()) {
      out.number(Double.parseDouble(node.asString()));
    } else if (node.isBoolean()) {
      out.bool(node.booleanValue());
    } else {
      out.nul();
    }
  }

  /** Integer-like names come first, ascending; all others keep their order behind them. */
  private static long index(String name) {
    boolean integer = !name.isEmpty() && name.length() <= 10 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!integer || (name.charAt(0) == '0' && name.length() > 1)) {
      return Long.MAX_VALUE;
    }
    long index = Long.parseLong(name);
    return index < MOST_INDEX ? index : Long.MAX_VALUE;
  }

  /** The text of a number, with the sign of zero kept. */
  static String numberText(double value) {
    return value == 0 && 1 / value < 0 ? "-0" : EcmaNumbers.toString(value);
  }
}
