package dev.intarsia.cli.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record, an enum or a sealed interface of the made file. */
final class Declaration {
  enum Kind {
    RECORD,
    ENUM,
    SEALED
  }

  private final Kind kind;
  private final String name;
  private final String doc;
  private final List<String> parameters;
  /** Components of a record: names and types. */
  final Map<String, String> components = new LinkedHashMap<>();
  /** Constants of an enum, or the records of a sealed interface. */
  final Set<String> parts = new LinkedHashSet<>();
  /** Sealed interfaces that a record belongs to. */
  final Set<String> interfaces = new LinkedHashSet<>();
  /** The member that tells records apart, or a record's value of it. */
  @Nullable String tag;

  Declaration(Kind kind, String name, String doc, List<String> parameters) {
    this.kind = kind;
    this.name = name;
    this.doc = doc;
    this.parameters = List.copyOf(parameters);
  }

  String name() {
    return name;
  }

  Kind kind() {
    return kind;
  }

  String text() {
    String above = comment(doc) + (tag == null ? "" : "  @TypeTag(\"" + escape(tag) + "\")\n");
    return above
        + switch (kind) {
          case ENUM -> "  enum " + name + " {\n    " + String.join(",\n    ", parts) + "\n  }\n";
          case SEALED -> "  sealed interface " + name + " permits " + String.join(", ", parts) + " {}\n";
          case RECORD -> record();
        };
  }

  private String record() {
    List<String> listed = new ArrayList<>();
    components.forEach((component, type) -> listed.add(type + " " + component));
    String generic = parameters.isEmpty() ? "" : "<" + String.join(", ", parameters) + ">";
    String above = interfaces.isEmpty() ? "" : " implements " + String.join(", ", interfaces);
    return "  record " + name + generic + "(" + String.join(", ", listed) + ")" + above + " {}\n";
  }

  static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /** A text of the module as a comment; nothing for an empty one. */
  static String comment(String doc) {
    if (doc.isBlank()) {
      return "";
    }
    String safe = doc.strip()
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("\\", "&#92;")
        .replace("\n", "\n   * ");
    return safe.contains("\n") ? "  /**\n   * " + safe + "\n   */\n" : "  /** " + safe + " */\n";
  }
}
