package dev.intarsia.cli.types;

import dev.intarsia.js.ModuleTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a module and those that it imports by relative paths declare, as {@code describe-types.js} tells it. Packages are not looked
 * into.
 */
final class ModuleDescriptions {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> ENDINGS = List.of("", ".ts", ".mts", ".tsx", ".d.ts", "/index.ts");

  private final Map<Path, JsonNode> read = new HashMap<>();

  /** A type and the module that declares it. */
  record Declared(Path module, JsonNode node) {
    /** Names of its type parameters. */
    List<String> parameters() {
      return node.path("parameters").valueStream().map(JsonNode::asString).toList();
    }
  }

  /** An exported function and the module that declares it. */
  record Function(Path module, String name, JsonNode node) {}

  /**
   * The functions that a module exports, in the order of its text, with those that it exports from other files.
   *
   * @throws IllegalArgumentException when a module is missing or is no TypeScript
   */
  List<Function> functions(Path module) {
    return functions(module, new HashSet<>());
  }

  private List<Function> functions(Path module, Set<Path> seen) {
    List<Function> found = new ArrayList<>();
    if (!seen.add(module)) {
      return found;
    }
    for (JsonNode function : of(module).path("functions")) {
      found.add(new Function(module, function.path("name").asString(), function));
    }
    for (JsonNode exported : of(module).path("reexports")) {
      Path from = resolve(module, exported.path("from").asString());
      if (from == null) {
        continue;
      }
      for (Function function : functions(from, seen)) {
        if (exported.path("all").asBoolean()) {
          found.add(function);
        }
        for (JsonNode name : exported.path("names")) {
          if (name.path(1).asString().equals(function.name())) {
            found.add(new Function(function.module(), name.path(0).asString(), function.node()));
          }
        }
      }
    }
    return found;
  }

  /** The type that a name stands for in a module; null when neither it nor a file that it imports declares one. */
  @Nullable Declared find(Path module, String name) {
    return find(module, name, new HashSet<>());
  }

  private @Nullable Declared find(Path module, String name, Set<String> seen) {
    if (!seen.add(module + " " + name)) {
      return null;
    }
    for (JsonNode type : of(module).path("types")) {
      if (type.path("name").asString().equals(name)) {
        return new Declared(module, type);
      }
    }
    for (String kind : List.of("imports", "reexports")) {
      for (JsonNode source : of(module).path(kind)) {
        Declared found = findFrom(module, source, name, seen);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private @Nullable Declared findFrom(Path module, JsonNode source, String name, Set<String> seen) {
    boolean imported = !source.has("all");
    for (JsonNode pair : source.path("names")) {
      // An import names what it is called within first, an export what it is called outside.
      if (pair.path(0).asString().equals(name)) {
        Path from = resolve(module, source.path("from").asString());
        return from == null ? null : find(from, pair.path(1).asString(), seen);
      }
    }
    Path from = imported || !source.path("all").asBoolean()
        ? null
        : resolve(module, source.path("from").asString());
    return from == null ? null : find(from, name, seen);
  }

  private static @Nullable Path resolve(Path module, String specifier) {
    if (!specifier.startsWith("./") && !specifier.startsWith("../")) {
      return null;
    }
    Path plain = module.resolveSibling(specifier).normalize();
    for (String ending : ENDINGS) {
      Path candidate = Path.of(plain + ending);
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    Path source = Path.of(plain.toString().replaceFirst("\\.([cm]?)js$", ".$1ts"));
    return Files.isRegularFile(source) ? source : null;
  }

  private JsonNode of(Path module) {
    JsonNode known = read.get(module);
    if (known == null) {
      known = JSON.readTree(ModuleTypes.describe(module));
      read.put(module, known);
    }
    return known;
  }
}
