package dev.intarsia.conformance.vectors;

import dev.intarsia.protocol.spec.ProtocolFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads every vector of a folder. Files that are not there are left out; a folder with none of them is an error. */
public final class VectorFolder {
  private static final JsonMapper MAPPER = new JsonMapper();
  /** Members of layouts.json that are one table each. */
  private static final List<String> TABLES = List.of("constants", "payloadSignal", "payloadBuffer", "taskIndex");

  private VectorFolder() {}

  /**
   * Reads a folder.
   *
   * @return the vectors in the order of {@link Section}, then of the files
   * @throws VectorFormatException when there is no vector file, or one is not in the vectors' format
   */
  public static List<Vector> read(Path folder) {
    List<Vector> vectors = new ArrayList<>();
    boolean found = false;
    for (Section section : Section.values()) {
      Path file = folder.resolve(section.fileName());
      if (Files.isRegularFile(file)) {
        found = true;
        try {
          add(section, Files.readString(file), vectors);
        } catch (IOException e) {
          throw new UncheckedIOException(file + ": cannot be read", e);
        }
      }
    }
    if (!found) {
      throw new VectorFormatException(folder + ": no vector file here; expected at least one of "
          + Stream.of(Section.values()).map(Section::fileName).collect(Collectors.joining(", ")));
    }
    return vectors;
  }

  /** The vectors that this release has. */
  public static List<Vector> shipped() {
    List<Vector> vectors = new ArrayList<>();
    for (Section section : Section.values()) {
      add(section, ProtocolFiles.text("vectors/" + section.fileName()), vectors);
    }
    return vectors;
  }

  private static void add(Section section, String text, List<Vector> vectors) {
    if (section == Section.LAYOUTS) {
      layouts(parse(text, section.fileName()), vectors);
      return;
    }
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        String location = section.fileName() + ":" + (i + 1);
        vectors.add(vector(section, parse(lines.get(i), location), location));
      }
    }
  }

  private static JsonNode parse(String text, String location) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new VectorFormatException(location + ": no JSON: " + e.getOriginalMessage());
    }
  }

  private static Vector vector(Section section, JsonNode data, String location) {
    JsonNode id = data.get("id");
    if (id == null || !id.isString()) {
      throw new VectorFormatException(location + ": a vector needs an id");
    }
    String member = section.form().member();
    if (!data.has(member)) {
      throw new VectorFormatException(location + ": a vector of this file needs \"" + member + "\"");
    }
    return new Vector(section, id.stringValue(), location, data);
  }

  private static void layouts(JsonNode root, List<Vector> vectors) {
    for (String table : TABLES) {
      if (root.has(table)) {
        vectors.add(layout("table/" + table, table, root.get(table)));
      }
    }
    for (JsonNode layout : root.path("layouts")) {
      vectors.add(layout(layout.path("id").stringValue("layout"), "layouts", layout));
    }
    int at = 0;
    for (JsonNode options : root.path("payloadOptions")) {
      vectors.add(layout("payloadOptions/" + at++, "payloadOptions", options));
    }
  }

  private static Vector layout(String id, String member, JsonNode data) {
    return new Vector(Section.LAYOUTS, id, Section.LAYOUTS.fileName() + ":" + member, data);
  }
}
