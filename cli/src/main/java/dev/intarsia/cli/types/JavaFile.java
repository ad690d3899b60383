package dev.intarsia.cli.types;

import dev.intarsia.cli.types.ModuleDescriptions.Function;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A Java interface with a method for each task of a module, and within it the types that they use. */
final class JavaFile {
  private final Path module;
  private final String packageName;
  private final String name;
  private final boolean stages;
  private final JavaTypes types;
  private final ModuleDescriptions modules = new ModuleDescriptions();
  private final List<String> notes = new ArrayList<>();

  /**
   * @param packageName empty for none
   * @param stages whether methods return a CompletableFuture instead of waiting
   */
  JavaFile(Path module, String packageName, String name, boolean stages) {
    this.module = module;
    this.packageName = packageName;
    this.name = name;
    this.stages = stages;
    this.types = new JavaTypes(modules, name);
  }

  /** What has become an Object since the module does not say its type; filled by {@link #text}. */
  List<String> notes() {
    return notes;
  }

  /**
   * The text of the file.
   *
   * @throws IllegalArgumentException when the module exports no function, or a type can't be written in Java
   */
  String text() {
    List<Function> functions = modules.functions(module);
    if (functions.isEmpty()) {
      throw new IllegalArgumentException(module + " exports no function, so it has no tasks");
    }
    StringBuilder body = new StringBuilder();
    for (Function function : functions) {
      body.append(body.isEmpty() ? "" : "\n").append(method(function));
    }
    types.declarations().values().forEach(declared -> body.append('\n').append(declared.text()));
    StringBuilder text = new StringBuilder();
    if (!packageName.isEmpty()) {
      text.append("package ").append(packageName).append(";\n\n");
    }
    types.imports().forEach(used -> text.append("import ").append(used).append(";\n"));
    return text.append(types.imports().isEmpty() ? "" : "\n")
        .append("/** The tasks of ")
        .append(module.getFileName())
        .append(". Made by {@code intarsia types}: change the module, then make this again. */\npublic interface ")
        .append(name)
        .append(" {\n")
        .append(body)
        .append("}\n")
        .toString();
  }

  private String method(Function function) {
    Scope scope = Scope.of(function.module());
    JsonNode node = function.node();
    String task = function.name();
    String named = JavaNames.type(task);
    JavaType result = types.of(node.path("result"), scope, named + "Result");
    note(node.path("result"), task, "result");
    StringBuilder out = new StringBuilder(Declaration.comment(node.path("doc").asString()));
    boolean fits = JavaNames.isMember(task);
    String head =
        (fits ? "" : "  @" + types.use("dev.intarsia.host.TaskName") + "(\"" + Declaration.escape(task) + "\")\n")
            + "  " + returned(result) + " " + (fits ? task : JavaNames.method(task));
    JsonNode parameter = node.path("parameter");
    JavaType argument =
        parameter.isMissingNode() ? JavaType.of("void") : types.of(parameter.path("type"), scope, named + "Argument");
    if (argument.text().equals("void")) {
      return out.append(head).append("();\n").toString();
    }
    note(parameter.path("type"), task, "argument");
    if (parameter.path("optional").asBoolean() || argument.absent()) {
      out.append(head)
          .append("();\n\n")
          .append(Declaration.comment(node.path("doc").asString()));
    }
    return out.append(head)
        .append('(')
        .append(argument.text())
        .append(' ')
        .append(JavaNames.parameter(parameter.path("name").asString()))
        .append(");\n")
        .toString();
  }

  private String returned(JavaType result) {
    boolean nothing = result.text().equals("void");
    String text = result.absent() && !nothing
        ? types.use("java.util.Optional") + "<" + result.boxed() + ">"
        : stages ? result.boxed() : result.text();
    return stages ? types.use("java.util.concurrent.CompletableFuture") + "<" + text + ">" : text;
  }

  private void note(JsonNode type, String task, String what) {
    if (type.path("is").asString().equals("unknown")) {
      notes.add(task + ": the module does not say what its " + what + " is, so it is an Object");
    }
  }
}
