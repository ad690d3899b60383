package dev.intarsia.cli.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Unions: texts are an enum, objects that a member tells apart a sealed interface, something or nothing is that something, and the
 * rest an Object.
 */
final class Unions {
  private final JavaTypes types;
  private final ObjectMembers objects;

  Unions(JavaTypes types, ObjectMembers objects) {
    this.types = types;
    this.objects = objects;
  }

  /**
   * @param name of the enum or the sealed interface, if it is one
   */
  JavaType of(JsonNode union, Scope scope, String name, String doc) {
    List<JsonNode> parts = new ArrayList<>();
    boolean absent = false;
    for (JsonNode part : union.path("of")) {
      if (part.path("is").asString().equals("undefined")
          || part.path("is").asString().equals("void")) {
        absent = true;
      } else {
        parts.add(part);
      }
    }
    return parts.isEmpty()
        ? new JavaType("void", true)
        : present(parts, scope, name, doc).orAbsent(absent);
  }

  private JavaType present(List<JsonNode> parts, Scope scope, String name, String doc) {
    if (parts.size() == 1) {
      return types.of(parts.getFirst(), scope, name);
    }
    Set<String> texts = texts(parts);
    if (texts != null) {
      return JavaNames.areConstants(texts) ? constants(texts, name, doc) : JavaType.of("String");
    }
    JavaType sealed = sealed(parts, scope, name, doc);
    if (sealed != null) {
      return sealed;
    }
    if (parts.stream().anyMatch(part -> objects.of(part, scope) != null)) {
      return JavaType.OBJECT;
    }
    Set<JavaType> different = new LinkedHashSet<>();
    parts.forEach(part -> different.add(types.of(part, scope, name)));
    return different.size() == 1 ? different.iterator().next() : JavaType.OBJECT;
  }

  private static @Nullable Set<String> texts(List<JsonNode> parts) {
    Set<String> texts = new LinkedHashSet<>();
    for (JsonNode part : parts) {
      if (!part.path("is").asString().equals("literal")) {
        return null;
      }
      texts.add(part.path("text").asString());
    }
    return texts;
  }

  private JavaType constants(Set<String> texts, String name, String doc) {
    Declaration same = types.declaration(name);
    if (same != null && same.kind() == Declaration.Kind.ENUM && same.parts.equals(texts)) {
      return JavaType.of(name);
    }
    Declaration made = new Declaration(Declaration.Kind.ENUM, types.free(name), doc, List.of());
    made.parts.addAll(texts);
    types.declarations().put(made.name(), made);
    return JavaType.of(made.name());
  }

  /** Null where the parts are not all objects, or no member tells them apart. */
  private @Nullable JavaType sealed(List<JsonNode> parts, Scope scope, String name, String doc) {
    Map<JsonNode, List<ObjectMembers.Member>> members = new LinkedHashMap<>();
    for (JsonNode part : parts) {
      List<ObjectMembers.Member> found = objects.of(part, scope);
      if (found == null || found.stream().anyMatch(member -> !JavaNames.isMember(member.name()))) {
        return null;
      }
      members.put(part, found);
    }
    String tag = tag(List.copyOf(members.values()));
    if (tag == null) {
      return null;
    }
    Declaration same = types.declaration(name);
    if (same != null && same.kind() == Declaration.Kind.SEALED && tag.equals(same.tag)) {
      return JavaType.of(name);
    }
    Declaration made = new Declaration(Declaration.Kind.SEALED, types.free(name), doc, List.of());
    made.tag = tag;
    types.use("dev.intarsia.host.value.TypeTag");
    types.declarations().put(made.name(), made);
    members.forEach((part, found) -> {
      String value = value(found, tag);
      JavaType record = types.of(part, scope, made.name() + JavaNames.type(value));
      Declaration declared = types.declaration(record.text());
      if (declared != null) {
        declared.components.remove(tag);
        declared.tag = value;
        declared.interfaces.add(made.name());
        made.parts.add(declared.name());
      }
    });
    return JavaType.of(made.name());
  }

  /** The member that is a text of its own in each of them. */
  private static @Nullable String tag(List<List<ObjectMembers.Member>> all) {
    for (ObjectMembers.Member member : all.getFirst()) {
      Set<String> values = new LinkedHashSet<>();
      all.forEach(members -> values.add(value(members, member.name())));
      if (values.size() == all.size() && !values.contains("")) {
        return member.name();
      }
    }
    return null;
  }

  private static String value(List<ObjectMembers.Member> members, String name) {
    return members.stream()
        .filter(member -> member.name().equals(name) && !member.optional())
        .map(member -> member.type().path("text").asString(""))
        .findFirst()
        .orElse("");
  }
}
