package dev.intarsia.js.module;

import dev.intarsia.js.realm.CheckedFiles;
import java.io.IOException;
import java.nio.file.Path;
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

/**
 * What resolution needs of a package.json.
 *
 * @param folder where it lies
 * @param fields its top level: String, Boolean, Double, {@code List} and insertion-ordered {@code Map}
 */
record PackageJson(Path folder, Map<String, Object> fields) {
  private static final JsonFactory JSON = new JsonFactory();

  /** JSON's null. */
  private enum Null {
    NULL
  }

  static PackageJson read(Path file) throws ModuleException {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), CheckedFiles.readString(file))) {
      parser.nextToken();
      Object top = value(parser);
      Map<String, Object> fields = top instanceof Map<?, ?> map ? strings(map) : Map.of();
      Path folder = file.getParent();
      return new PackageJson(folder == null ? file : folder, fields);
    } catch (IOException | JacksonException broken) {
      throw new ModuleException(
          "ERR_INVALID_PACKAGE_CONFIG", "Invalid package config " + file + ": " + firstLine(broken));
    }
  }

  private static String firstLine(Exception broken) {
    return String.valueOf(broken.getMessage()).lines().findFirst().orElse("not readable");
  }

  private static Object value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, Object> map = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        parser.nextToken();
        map.put(key, value(parser));
      }
      return map;
    }
    if (token == JsonToken.START_ARRAY) {
      List<Object> list = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(value(parser));
      }
      return list;
    }
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE;
    }
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      return parser.getDoubleValue();
    }
    return token == JsonToken.VALUE_NULL || token == null ? Null.NULL : parser.getString();
  }

  private static Map<String, Object> strings(Map<?, ?> map) {
    Map<String, Object> fields = new LinkedHashMap<>();
    map.forEach((key, value) -> fields.put(String.valueOf(key), value));
    return fields;
  }

  /** The value of a field that is a string, or null. */
  @Nullable String string(String field) {
    return fields.get(field) instanceof String text ? text : null;
  }

  @Nullable Object field(String name) {
    return fields.get(name);
  }

  Path file() {
    return folder.resolve("package.json");
  }

  ModuleException invalid(String why) {
    return new ModuleException("ERR_INVALID_PACKAGE_CONFIG", "Invalid package config " + file() + ": " + why);
  }

  static boolean isNull(@Nullable Object value) {
    return value instanceof Null;
  }

  /** Whether it has {@code exports} that count: Node passes over null, numbers and booleans. */
  boolean hasExports() {
    Object exports = fields.get("exports");
    return exports instanceof Map<?, ?> || exports instanceof List<?> || exports instanceof String;
  }

  /**
   * {@code exports} as a map of subpaths.
   *
   * @throws ModuleException when subpaths and conditions are mixed
   */
  Map<?, ?> exports() throws ModuleException {
    Object exports = fields.get("exports");
    if (!(exports instanceof Map<?, ?> map)) {
      return exports == null ? Map.of() : Map.of(".", exports);
    }
    long subpaths =
        map.keySet().stream().filter(key -> String.valueOf(key).startsWith(".")).count();
    if (subpaths != 0 && subpaths != map.size()) {
      throw invalid("\"exports\" cannot contain some keys starting with '.' and some not");
    }
    return subpaths == 0 && !map.isEmpty() ? Map.of(".", map) : map;
  }

  boolean isModule() {
    return "module".equals(fields.get("type"));
  }

  boolean isCommonJs() {
    return "commonjs".equals(fields.get("type"));
  }
}
