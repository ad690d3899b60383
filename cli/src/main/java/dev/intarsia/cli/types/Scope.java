package dev.intarsia.cli.types;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a type stands.
 *
 * @param module whose names it uses
 * @param variables what the type parameters around it stand for; one of a record that is written with parameters has no type
 */
record Scope(Path module, Map<String, Bound> variables) {
  /** A type and where it stands; null for a parameter that stays one. */
  record Bound(@Nullable JsonNode type, Scope scope) {}

  static Scope of(Path module) {
    return new Scope(module, Map.of());
  }

  /** The inside of a declaration whose parameters stay parameters. */
  static Scope open(Path module, List<String> parameters) {
    Map<String, Bound> variables = new HashMap<>();
    parameters.forEach(name -> variables.put(name, new Bound(null, of(module))));
    return new Scope(module, variables);
  }

  /** The inside of a declaration with arguments for its parameters. */
  Scope with(Path declared, List<String> parameters, JsonNode arguments) {
    Map<String, Bound> bound = new HashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      JsonNode argument = arguments.get(i);
      if (argument != null) {
        bound.put(parameters.get(i), new Bound(argument, this));
      }
    }
    return new Scope(declared, bound);
  }
}
