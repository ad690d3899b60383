package dev.intarsia.cli.types;

import dev.intarsia.cli.types.ModuleDescriptions.Declared;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says for each TypeScript type which Java type it crosses as, and collects the records and enums that this takes. */
final class JavaTypes {
  private static final Map<String, String> LIBRARY = Map.ofEntries(
      Map.entry("Date", "Instant"),
      Map.entry("Uint8Array", "byte[]"),
      Map.entry("Buffer", "byte[]"),
      Map.entry("ArrayBuffer", "byte[]"),
      Map.entry("DataView", "byte[]"),
      Map.entry("Int32Array", "int[]"),
      Map.entry("Float64Array", "double[]"),
      Map.entry("BigInt64Array", "long[]"),
      Map.entry("String", "String"),
      Map.entry("Number", "double"),
      Map.entry("Boolean", "boolean"));
  private static final Set<String> LISTS = Set.of("Array", "ReadonlyArray");
  private static final Set<String> SAME =
      Set.of("Promise", "PromiseLike", "Awaited", "Readonly", "NonNullable", "Required");

  private final ModuleDescriptions modules;
  private final ObjectMembers objects;
  private final Map<String, Declaration> declarations = new LinkedHashMap<>();
  /** The names that types of modules were given, by module and name. */
  private final Map<String, String> named = new LinkedHashMap<>();
  /** Aliases that are being looked into: one that needs itself has no Java type. */
  private final Set<String> open = new HashSet<>();

  private final Set<String> imports = new TreeSet<>();
  private final String outer;

  /**
   * @param outer the name of the interface around all declarations
   */
  JavaTypes(ModuleDescriptions modules, String outer) {
    this.modules = modules;
    this.objects = new ObjectMembers(modules);
    this.outer = outer;
  }

  Map<String, Declaration> declarations() {
    return declarations;
  }

  Set<String> imports() {
    return imports;
  }

  String use(String className) {
    imports.add(className);
    return className.substring(className.lastIndexOf('.') + 1);
  }

  /**
   * The Java type of a TypeScript type.
   *
   * @param hint the name for a record or an enum that has none of its own
   */
  JavaType of(JsonNode type, Scope scope, String hint) {
    return switch (type.path("is").asString("unknown")) {
      case "string", "literal" -> JavaType.of("String");
      case "number" -> JavaType.of("double");
      case "boolean" -> JavaType.of("boolean");
      case "bigint" -> JavaType.of(use("java.math.BigInteger"));
      case "void" -> JavaType.of("void");
      case "undefined" -> new JavaType("void", true);
      case "list" -> list(of(type.path("of"), scope, hint + "Item"));
      case "map" -> map(of(type.path("of"), scope, hint + "Value"));
      case "tuple" -> tuple(type, scope, hint);
      case "object", "both" -> object(type, scope, hint, "", List.of());
      case "union" -> new Unions(this, objects).of(type, scope, hint, "");
      case "name" -> name(type, scope, hint);
      default -> JavaType.OBJECT;
    };
  }

  private JavaType list(JavaType element) {
    return JavaType.of(use("java.util.List") + "<" + element.boxed() + ">");
  }

  private JavaType map(JavaType value) {
    return JavaType.of(use("java.util.Map") + "<String, " + value.boxed() + ">");
  }

  private JavaType tuple(JsonNode type, Scope scope, String hint) {
    Set<String> elements = new HashSet<>();
    for (JsonNode element : type.path("of")) {
      elements.add(of(element, scope, hint + "Item").boxed());
    }
    return list(JavaType.of(elements.size() == 1 ? elements.iterator().next() : "Object"));
  }

  private JavaType name(JsonNode type, Scope scope, String hint) {
    String name = type.path("name").asString();
    Scope.Bound bound = scope.variables().get(name);
    if (bound != null) {
      return bound.type() == null ? JavaType.of(name) : of(bound.type(), bound.scope(), hint);
    }
    Declared declared = modules.find(scope.module(), name);
    return declared == null ? library(type, name, scope, hint) : declared(declared, type, scope);
  }

  private JavaType library(JsonNode type, String name, Scope scope, String hint) {
    JsonNode first = type.path("arguments").path(0);
    String known = LIBRARY.get(name);
    if (known != null) {
      return JavaType.of(known.equals("Instant") ? use("java.time.Instant") : known);
    }
    if (LISTS.contains(name)) {
      return list(of(first, scope, hint + "Item"));
    }
    if (SAME.contains(name)) {
      return of(first, scope, hint);
    }
    if (name.equals("Record")) {
      return map(of(type.path("arguments").path(1), scope, hint + "Value"));
    }
    return object(type, scope, hint, "", List.of());
  }

  private JavaType declared(Declared declared, JsonNode reference, Scope scope) {
    JsonNode node = declared.node();
    List<String> parameters = declared.parameters();
    String key = declared.module() + " " + node.path("name").asString();
    String doc = node.path("doc").asString();
    if (objects.isObject(node.path("type")) || !node.path("bases").isEmpty()) {
      String known = named.get(key);
      if (known == null) {
        known = free(JavaNames.type(node.path("name").asString()));
        named.put(key, known);
        record(reference, Scope.open(declared.module(), parameters), declared, known, doc, parameters);
      }
      return JavaType.of(known + arguments(known, reference, scope, parameters));
    }
    String name = JavaNames.type(node.path("name").asString());
    if (!open.add(key)) {
      Declaration begun = declarations.get(name);
      return begun != null && begun.kind() == Declaration.Kind.SEALED ? JavaType.of(name) : JavaType.OBJECT;
    }
    try {
      Scope inner = scope.with(declared.module(), parameters, reference.path("arguments"));
      return node.path("type").path("is").asString().equals("union")
          ? new Unions(this, objects).of(node.path("type"), inner, name, doc)
          : of(node.path("type"), inner, name);
    } finally {
      open.remove(key);
    }
  }

  private String arguments(String name, JsonNode reference, Scope scope, List<String> parameters) {
    List<String> given = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      JsonNode argument = reference.path("arguments").get(i);
      given.add(
          argument == null
              ? "Object"
              : of(argument, scope, name + parameters.get(i)).boxed());
    }
    return given.isEmpty() ? "" : "<" + String.join(", ", given) + ">";
  }

  private void record(
      JsonNode reference, Scope inner, Declared declared, String name, String doc, List<String> parameters) {
    List<ObjectMembers.Member> members = objects.declared(declared, inner);
    Declaration made = new Declaration(Declaration.Kind.RECORD, name, doc, parameters);
    declarations.put(name, made);
    if (members == null || !fill(made, members)) {
      throw new IllegalArgumentException(
          declared.module() + ": type " + reference.path("name").asString()
              + " has members that no Java record can have; give it others or use Record<string, …>");
    }
  }

  /** A record for a type that is written where it is used; a map or an Object where no record can be it. */
  JavaType object(JsonNode type, Scope scope, String hint, String doc, List<String> parameters) {
    List<ObjectMembers.Member> members = objects.of(type, scope);
    if (members == null) {
      return JavaType.OBJECT;
    }
    if (members.stream().anyMatch(member -> !JavaNames.isMember(member.name()))) {
      return map(JavaType.OBJECT);
    }
    Declaration made = new Declaration(Declaration.Kind.RECORD, free(hint), doc, parameters);
    declarations.put(made.name(), made);
    fill(made, members);
    return JavaType.of(made.name());
  }

  private boolean fill(Declaration record, List<ObjectMembers.Member> members) {
    for (ObjectMembers.Member member : members) {
      if (!JavaNames.isMember(member.name())) {
        return false;
      }
      JavaType type = of(member.type(), member.scope(), record.name() + JavaNames.type(member.name()));
      boolean absent = type.absent() || member.optional();
      String text = type.text().equals("void") ? "Object" : type.text();
      record.components.put(member.name(), absent ? use("java.util.Optional") + "<" + type.boxed() + ">" : text);
    }
    return true;
  }

  /** A name that nothing else has. */
  String free(String wanted) {
    String name = wanted;
    for (int i = 2; declarations.containsKey(name) || name.equals(outer); i++) {
      name = wanted + i;
    }
    return name;
  }

  @Nullable Declaration declaration(String name) {
    return declarations.get(name);
  }
}
