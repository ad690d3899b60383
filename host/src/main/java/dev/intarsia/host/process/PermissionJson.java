package dev.intarsia.host.process;

import dev.intarsia.js.Permissions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The resolved permissions that a host puts into the boot payload. */
final class PermissionJson {
  private PermissionJson() {}

  /**
   * What JS tasks may do. Without permissions in the payload there are no limits, as with the reference.
   *
   * @param json the {@code permission} field, or null
   */
  static Permissions read(@Nullable String json, Path cwd) {
    JsonNode node = json == null ? null : new JsonMapper().readTree(json);
    if (node == null || !flag(node, "enabled") || flag(node, "unsafe")) {
      return Permissions.unsafe(cwd);
    }
    JsonNode folder = node.get("cwd");
    Permissions.Builder builder =
        Permissions.builder(folder != null && folder.isString() ? Path.of(folder.stringValue()) : cwd);
    builder.console(flag(node, "allowConsole"));
    paths(node, "read", "readAll", builder::read, builder::readAll);
    paths(node, "write", "writeAll", builder::write, builder::writeAll);
    builder.denyRead(paths(node, "denyRead"));
    builder.denyWrite(paths(node, "denyWrite"));
    names(node, "net", "netAll", builder::net, builder::netAll);
    builder.denyNet(names(node, "denyNet"));
    names(node, "run", "runAll", builder::run, builder::runAll);
    builder.denyRun(names(node, "denyRun"));
    names(node, "sys", "sysAll", builder::sys, builder::sysAll);
    builder.denySys(names(node, "denySys"));
    names(node, "allowImport", "allowImportAll", builder::allowImport, builder::allowImportAll);
    JsonNode env = node.get("env");
    if (env != null) {
      names(env, "allow", "allowAll", builder::env, builder::envAll);
      builder.denyEnv(names(env, "deny"));
    }
    return builder.build();
  }

  private static void paths(
      JsonNode node, String some, String all, Consumer<List<Path>> allow, Runnable allowAll) {
    if (flag(node, all)) {
      allowAll.run();
    } else {
      allow.accept(paths(node, some));
    }
  }

  private static void names(
      JsonNode node, String some, String all, Consumer<Set<String>> allow, Runnable allowAll) {
    if (flag(node, all)) {
      allowAll.run();
    } else {
      allow.accept(names(node, some));
    }
  }

  private static List<Path> paths(JsonNode node, String field) {
    List<Path> paths = new ArrayList<>();
    names(node, field).forEach(name -> paths.add(Path.of(name)));
    return paths;
  }

  private static Set<String> names(JsonNode node, String field) {
    Set<String> names = new LinkedHashSet<>();
    JsonNode list = node.get(field);
    if (list != null && list.isArray()) {
      list.forEach(item -> names.add(item.asString()));
    }
    return names;
  }

  private static boolean flag(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value != null && value.isBoolean() && value.booleanValue();
  }
}
