package dev.intarsia.cli;

import dev.intarsia.conformance.cli.CliException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The argument of a call as it is written on the command line. */
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
    try {
      return numbers(JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readValue(given, Object.class));
    } catch (JacksonException e) {
      throw CliException.wrongUsage("the argument is not JSON: "
          + e.getOriginalMessage().replaceFirst(" \\(start marker.*", "")
          + "; quote strings twice, for example '\"text\"', or use --string");
    }
  }

  /** Every number of a JSON value as the double that JavaScript makes of it. */
  private static @Nullable Object numbers(@Nullable Object value) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case List<?> list -> list.stream().map(CallArgument::numbers).collect(Collectors.toCollection(ArrayList::new));
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> converted = new LinkedHashMap<>();
        map.forEach((key, item) -> converted.put(key, numbers(item)));
        yield converted;
      }
      case null, default -> value;
    };
  }
}
