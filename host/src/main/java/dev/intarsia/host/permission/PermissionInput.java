package dev.intarsia.host.permission;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Permissions as people write them: a mode, or an object with lists, in the reference's form. */
public final class PermissionInput {
  private static final String USAGE =
      "; use \"strict\", \"unsafe\" or an object such as {\"read\": [\"./data\"], \"console\": true}";

  private PermissionInput() {}

  /**
   * A program's permissions from a command line: a mode's name, or the object as JSON. Its console is on unless the
   * object turns it off.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Permissions parse(String text, Path cwd) {
    if (!text.stripLeading().startsWith("{")) {
      return ofMode(text, cwd, true);
    }
    return of(tree(text), cwd, true);
  }

  /**
   * Permissions from a pool's options.
   *
   * @param json the {@code permission} option as JSON text; null for the default, strict
   * @throws IllegalArgumentException when it is neither a mode nor an object
   */
  public static Permissions ofOption(@Nullable String json, Path cwd) {
    return of(json == null ? null : tree(json), cwd, false);
  }

  private static JsonNode tree(String json) {
    try {
      return new JsonMapper().readTree(json);
    } catch (JacksonException broken) {
      throw new IllegalArgumentException("permission is no JSON: " + broken.getOriginalMessage() + USAGE, broken);
    }
  }

  private static Permissions of(@Nullable JsonNode node, Path cwd, boolean console) {
    if (node == null || node.isNull()) {
      return ofMode("strict", cwd, console);
    }
    if (node.isString()) {
      return ofMode(node.stringValue(), cwd, console);
    }
    if (!node.isObject()) {
      throw new IllegalArgumentException("permission is " + node + USAGE);
    }
    String mode = node.path("mode").asString("custom");
    if (!mode.equals("custom") && !mode.equals("strict")) {
      return ofMode(mode, cwd, console);
    }
    JsonNode folder = node.get("cwd");
    Path base =
        folder != null && folder.isString() ? cwd.resolve(folder.stringValue()).normalize() : cwd;
    return ofLists(node, base).console(node.path("console").asBoolean(console)).build();
  }

  private static Permissions ofMode(String mode, Path cwd, boolean console) {
    return switch (mode) {
      case "strict", "custom" -> Permissions.builder(cwd).console(console).build();
      case "unsafe", "off" -> Permissions.unsafe(cwd);
      default -> throw new IllegalArgumentException("permission is \"" + mode + "\"" + USAGE);
    };
  }

  private static Permissions.Builder ofLists(JsonNode node, Path cwd) {
    Permissions.Builder builder = Permissions.builder(cwd);
    builder.prototypes(node.path("prototypes").asBoolean(false));
    paths(node.get("read"), cwd, builder::read, builder::readAll);
    paths(node.get("write"), cwd, builder::write, builder::writeAll);
    paths(node.get("denyRead"), cwd, builder::denyRead, () -> {});
    paths(node.get("denyWrite"), cwd, builder::denyWrite, () -> {});
    names(node.get("net"), builder::net, builder::netAll);
    names(node.get("denyNet"), builder::denyNet, () -> {});
    names(node.get("run"), builder::run, builder::runAll);
    names(node.get("denyRun"), builder::denyRun, () -> {});
    names(node.get("sys"), builder::sys, builder::sysAll);
    names(node.get("denySys"), builder::denySys, () -> {});
    names(node.get("allowImport"), builder::allowImport, builder::allowImportAll);
    names(node.path("env").get("allow"), builder::env, builder::envAll);
    names(node.path("env").get("deny"), builder::denyEnv, () -> {});
    return builder;
  }

  private static void paths(@Nullable JsonNode value, Path cwd, Consumer<List<Path>> some, Runnable all) {
    names(
        value,
        names -> {
          List<Path> paths = new ArrayList<>();
          names.forEach(name -> paths.add(path(name, cwd)));
          some.accept(paths);
        },
        all);
  }

  private static Path path(String name, Path cwd) {
    if (name.startsWith("file:")) {
      return Path.of(URI.create(name));
    }
    if (name.equals("~") || name.startsWith("~/")) {
      return Path.of(System.getProperty("user.home") + name.substring(1));
    }
    return cwd.resolve(name);
  }

  private static void names(@Nullable JsonNode value, Consumer<Set<String>> some, Runnable all) {
    if (value == null || value.isNull()) {
      return;
    }
    if (value.isBoolean()) {
      if (value.booleanValue()) {
        all.run();
      }
      return;
    }
    if (!value.isArray()) {
      throw new IllegalArgumentException(
          "a permission's list is " + value + "; use an array of strings, or true for all");
    }
    Set<String> names = new LinkedHashSet<>();
    value.forEach(item -> names.add(item.asString()));
    some.accept(names);
  }
}
