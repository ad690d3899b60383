package dev.intarsia.cli.types;

import dev.intarsia.cli.types.ModuleDescriptions.Declared;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The members that a type has, with those of its bases, of both sides of {@code &}, and of {@code Pick} and its like. */
final class ObjectMembers {
  private static final Set<String> MADE = Set.of("Partial", "Pick", "Omit");
  private static final int DEEPEST = 32;

  private final ModuleDescriptions modules;

  ObjectMembers(ModuleDescriptions modules) {
    this.modules = modules;
  }

  /** One member and where its type stands. */
  record Member(String name, JsonNode type, boolean optional, Scope scope) {}

  /** Whether a declaration of this type is written as a record. */
  boolean isObject(JsonNode type) {
    String kind = type.path("is").asString();
    return kind.equals("object")
        || kind.equals("both")
        || (kind.equals("name") && MADE.contains(type.path("name").asString()));
  }

  /** The members of a declared type; null where it is no object. */
  @Nullable List<Member> declared(Declared declared, Scope inner) {
    return declared(declared, inner, 0);
  }

  private @Nullable List<Member> declared(Declared declared, Scope inner, int depth) {
    Map<String, Member> found = new LinkedHashMap<>();
    for (JsonNode base : declared.node().path("bases")) {
      List<Member> inherited = of(base, inner, depth + 1);
      if (inherited != null) {
        inherited.forEach(member -> found.put(member.name(), member));
      }
    }
    List<Member> own = of(declared.node().path("type"), inner, depth + 1);
    if (own == null) {
      return null;
    }
    own.forEach(member -> found.put(member.name(), member));
    return List.copyOf(found.values());
  }

  /** The members of a type; null where it is no object. */
  @Nullable List<Member> of(JsonNode type, Scope scope) {
    return of(type, scope, 0);
  }

  private @Nullable List<Member> of(JsonNode type, Scope scope, int depth) {
    if (depth > DEEPEST) {
      return null;
    }
    return switch (type.path("is").asString()) {
      case "object" -> own(type, scope);
      case "both" -> both(type, scope, depth);
      case "name" -> named(type, scope, depth);
      default -> null;
    };
  }

  private static List<Member> own(JsonNode type, Scope scope) {
    List<Member> members = new ArrayList<>();
    for (JsonNode member : type.path("members")) {
      members.add(new Member(
          member.path("name").asString(),
          member.path("type"),
          member.path("optional").asBoolean(),
          scope));
    }
    return members;
  }

  private @Nullable List<Member> both(JsonNode type, Scope scope, int depth) {
    Map<String, Member> found = new LinkedHashMap<>();
    for (JsonNode side : type.path("of")) {
      List<Member> members = of(side, scope, depth + 1);
      if (members == null) {
        return null;
      }
      members.forEach(member -> found.put(member.name(), member));
    }
    return List.copyOf(found.values());
  }

  private @Nullable List<Member> named(JsonNode type, Scope scope, int depth) {
    String name = type.path("name").asString();
    Scope.Bound bound = scope.variables().get(name);
    if (bound != null) {
      return bound.type() == null ? null : of(bound.type(), bound.scope(), depth + 1);
    }
    Declared declared = modules.find(scope.module(), name);
    if (declared != null) {
      Scope inner = scope.with(declared.module(), declared.parameters(), type.path("arguments"));
      return declared(declared, inner, depth + 1);
    }
    List<Member> members = of(type.path("arguments").path(0), scope, depth + 1);
    Set<String> keys = keys(type.path("arguments").path(1));
    return members == null
        ? null
        : switch (name) {
          case "Partial" ->
            members.stream()
                .map(member -> new Member(member.name(), member.type(), true, member.scope()))
                .toList();
          case "Pick" ->
            members.stream().filter(member -> keys.contains(member.name())).toList();
          case "Omit" ->
            members.stream().filter(member -> !keys.contains(member.name())).toList();
          case "Readonly", "Required" -> members;
          default -> null;
        };
  }

  private static Set<String> keys(JsonNode type) {
    return type.path("is").asString().equals("union")
        ? type.path("of")
            .valueStream()
            .map(key -> key.path("text").asString(""))
            .collect(Collectors.toSet())
        : Set.of(type.path("text").asString(""));
  }
}
