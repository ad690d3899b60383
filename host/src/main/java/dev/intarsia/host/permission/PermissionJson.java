package dev.intarsia.host.permission;

import dev.intarsia.host.permission.Permissions.Area;
import dev.intarsia.host.permission.Permissions.Rules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The resolved permissions that a host puts into the boot payload. Three fields are Intarsia's own: {@code prototypes};
 * {@code readCwd}, false where not even {@code cwd} may be read; and {@code limit}, permissions that bound the others.
 */
public final class PermissionJson {
  private PermissionJson() {}

  /**
   * What JS tasks may do. Without permissions in the payload there are no limits, as with the reference.
   *
   * @param json the {@code permission} field, or null
   */
  public static Permissions parse(@Nullable String json, Path cwd) {
    JsonNode node = json == null ? null : new JsonMapper().readTree(json);
    return read(node, cwd);
  }

  private static Permissions read(@Nullable JsonNode node, Path cwd) {
    if (node == null || !flag(node, "enabled")) {
      return Permissions.unsafe(cwd);
    }
    Permissions own = flag(node, "unsafe") ? Permissions.unsafe(cwd) : listed(node, cwd);
    JsonNode limit = node.get("limit");
    return limit == null || !limit.isObject() ? own : own.within(read(limit, cwd));
  }

  private static Permissions listed(JsonNode node, Path cwd) {
    JsonNode folder = node.get("cwd");
    Permissions.Builder builder =
        Permissions.builder(folder != null && folder.isString() ? Path.of(folder.stringValue()) : cwd);
    JsonNode readsFolder = node.get("readCwd");
    if (readsFolder != null && !readsFolder.asBoolean(true)) {
      builder.noRead();
    }
    builder.console(flag(node, "allowConsole"));
    builder.prototypes(flag(node, "prototypes"));
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

  /** The permissions as {@link #parse} takes them. */
  public static String write(Permissions permissions) {
    return node(permissions).toString();
  }

  private static ObjectNode node(Permissions permissions) {
    ObjectNode node = new JsonMapper().createObjectNode();
    Permissions limit = permissions.limit();
    node.put("enabled", true);
    node.put("mode", permissions.isUnsafe() ? "unsafe" : "custom");
    node.put("unsafe", permissions.isUnsafe());
    node.put("allowConsole", permissions.console());
    node.put("prototypes", permissions.mayChangePrototypes());
    node.put("cwd", permissions.cwd().toString());
    Rules read = permissions.rules(Area.READ);
    node.put("readCwd", read.all() || read.allowed().contains(permissions.cwd().toString()));
    put(node, read, "read", "readAll", "denyRead");
    put(node, permissions.rules(Area.WRITE), "write", "writeAll", "denyWrite");
    put(node, permissions.rules(Area.NET), "net", "netAll", "denyNet");
    put(node, permissions.rules(Area.RUN), "run", "runAll", "denyRun");
    put(node, permissions.rules(Area.SYS), "sys", "sysAll", "denySys");
    put(node, permissions.rules(Area.IMPORT), "allowImport", "allowImportAll", "");
    put(node.putObject("env"), permissions.rules(Area.ENV), "allow", "allowAll", "deny");
    if (limit != null) {
      node.set("limit", node(limit));
    }
    return node;
  }

  private static void put(ObjectNode node, Rules rules, String some, String all, String denied) {
    node.put(all, rules.all());
    rules.allowed().forEach(node.putArray(some)::add);
    if (!denied.isEmpty()) {
      rules.denied().forEach(node.putArray(denied)::add);
    }
  }

  private static void paths(JsonNode node, String some, String all, Consumer<List<Path>> allow, Runnable allowAll) {
    if (flag(node, all)) {
      allowAll.run();
    } else {
      allow.accept(paths(node, some));
    }
  }

  private static void names(JsonNode node, String some, String all, Consumer<Set<String>> allow, Runnable allowAll) {
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
