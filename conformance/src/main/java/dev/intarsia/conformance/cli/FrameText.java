package dev.intarsia.conformance.cli;

import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.util.HexFormat;
import java.util.StringJoiner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A frame as people read and write it: lines with a name each, or one JSON object. */
final class FrameText {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final HexFormat HEX = HexFormat.of();
  private static final int TAG = 2;

  private final int[] words;
  private final byte[] inline;
  private final byte[] region;

  /**
   * Takes a frame's parts; they are not copied.
   *
   * @param words the eight header words
   * @param inline bytes from the slot's start
   * @param region bytes from the region's start
   */
  FrameText(int[] words, byte[] inline, byte[] region) {
    this.words = words;
    this.inline = inline;
    this.region = region;
  }

  int[] words() {
    return words;
  }

  byte[] inline() {
    return inline;
  }

  byte[] region() {
    return region;
  }

  String toText() {
    StringJoiner list = new StringJoiner(" ");
    for (int word : words) {
      list.add(HEX.toHexDigits(word));
    }
    StringBuilder out = new StringBuilder();
    out.append("tag    ")
        .append(Integer.toUnsignedString(words[TAG]))
        .append(' ')
        .append(PayloadTag.nameOf(words[TAG]));
    out.append("\nwords  ").append(list);
    if (inline.length != 0) {
      out.append("\ninline ").append(HEX.formatHex(inline));
    }
    if (region.length != 0) {
      out.append("\nregion ").append(HEX.formatHex(region));
    }
    return out.toString();
  }

  String toJson() {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("tag", words[TAG]).put("tagName", PayloadTag.nameOf(words[TAG]));
    ArrayNode list = root.putArray("words");
    for (int word : words) {
      list.add(Integer.toUnsignedLong(word));
    }
    return root.put("inline", HEX.formatHex(inline))
        .put("region", HEX.formatHex(region))
        .toString();
  }

  /**
   * Reads either form.
   *
   * @throws IllegalArgumentException saying which line or member is wrong
   */
  static FrameText parse(String text) {
    return text.stripLeading().startsWith("{") ? fromJson(text) : fromLines(text);
  }

  private static FrameText fromJson(String text) {
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("frame: no JSON: " + e.getOriginalMessage());
    }
    JsonNode list = root.path("words");
    if (list.size() != HeaderLayout.WORDS) {
      throw new IllegalArgumentException("frame: \"words\" has to be an array of " + HeaderLayout.WORDS + " numbers");
    }
    int[] words = new int[HeaderLayout.WORDS];
    for (int i = 0; i < words.length; i++) {
      if (!list.get(i).canConvertToLong()) {
        throw new IllegalArgumentException("frame: words[" + i + "] is no number: " + list.get(i));
      }
      words[i] = (int) list.get(i).longValue();
    }
    return new FrameText(
        words,
        bytes("inline", root.path("inline").stringValue("")),
        bytes("region", root.path("region").stringValue("")));
  }

  private static FrameText fromLines(String text) {
    int[] words = new int[0];
    byte[] inline = new byte[0];
    byte[] region = new byte[0];
    for (String line :
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
      String[] parts = line.split("\\s+", 2);
      String rest = parts.length == 2 ? parts[1] : "";
      switch (parts[0]) {
        case "tag" -> {}
        case "words" -> words = words(rest);
        case "inline" -> inline = bytes("inline", rest);
        case "region" -> region = bytes("region", rest);
        default ->
          throw new IllegalArgumentException(
              "frame: a line starts with words, inline or region, not with \"" + parts[0] + "\"");
      }
    }
    if (words.length == 0) {
      throw new IllegalArgumentException("frame: there is no line with \"words\" and its eight header words in hex");
    }
    return new FrameText(words, inline, region);
  }

  private static int[] words(String text) {
    String[] parts = text.split("\\s+");
    if (parts.length != HeaderLayout.WORDS) {
      throw new IllegalArgumentException("frame: " + parts.length + " words; a header has " + HeaderLayout.WORDS);
    }
    int[] words = new int[HeaderLayout.WORDS];
    for (int i = 0; i < words.length; i++) {
      try {
        words[i] = Integer.parseUnsignedInt(parts[i], 16);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("frame: word " + i + " is no 32-bit number in hex: " + parts[i]);
      }
    }
    return words;
  }

  private static byte[] bytes(String what, String hex) {
    try {
      return HEX.parseHex(hex.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("frame: " + what + " is no hex: " + e.getMessage());
    }
  }
}
