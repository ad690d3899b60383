package dev.intarsia.cli;

import dev.intarsia.conformance.cli.CliException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The argument of a call as it is written on the command line. Read token by token: a mapper takes longer to make than the call. */
final class CallArgument {
  private CallArgument() {}

  /**
   * Reads an argument.
   *
   * @param text JSON; {@code -} for what stdin holds
   * @param string whether it is a text rather than JSON
   */
  static @Nullable Object read(String text, boolean string) throws IOException {
    String given = text.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : text;
    if (string) {
      return given;
    }
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), given)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw notJson("there is nothing");
      }
      Object value = value(parser, first);
      if (parser.nextToken() != null) {
        throw notJson(
            "something follows it at character " + parser.currentTokenLocation().getCharOffset());
      }
      return value;
    } catch (JacksonException e) {
      throw notJson(e.getOriginalMessage().replaceFirst(" \\(start marker.*", ""));
    }
  }

  private static CliException notJson(String why) {
    return CliException.wrongUsage(
        "the argument is not JSON: " + why + "; quote strings twice, for example '\"text\"', or use --string");
  }

  /** Every number is the double that JavaScript makes of it. */
  private static @Nullable Object value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_ARRAY -> list(parser);
      case START_OBJECT -> map(parser);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getString();
    };
  }

  private static List<@Nullable Object> list(JsonParser parser) {
    List<@Nullable Object> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(value(parser, token));
    }
    return items;
  }

  private static Map<String, @Nullable Object> map(JsonParser parser) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
      String name = parser.currentName();
      members.put(name, value(parser, parser.nextToken()));
    }
    return members;
  }
}
